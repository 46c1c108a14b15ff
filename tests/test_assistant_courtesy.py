"""Greetings and thanks are no questions."""

import pytest

from assistant.courtesy import asks_nothing

NOTHING = [
    "こんにちは",
    "こんにちわ！",
    "おはようございます。",
    "はじめまして、よろしくお願いします。",
    "お世話になっております、こんにちは",
    "どうもありがとうございました",
    "わかりました。助かりました。 ありがとう!",
    "Hello",
    "Thank\u3000you!!",
    "もしもし？",
]
SOMETHING = [
    "",
    "？",
    "はい",
    "相談",
    "こんにちは、補助金はありますか",
    "わかりました、申請します",
    "ありがとう祭り",
    "どうも売れない",
]


@pytest.mark.parametrize("question", NOTHING)
def test_courtesy(question):
    assert asks_nothing(question)


@pytest.mark.parametrize("question", SOMETHING)
def test_a_question(question):
    assert not asks_nothing(question)
