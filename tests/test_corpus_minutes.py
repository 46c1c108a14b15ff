"""What one speaker asks in minutes, and what the others answer."""

import pytest

from corpus.language.minutes import answered_by, asked_in_minutes

CHAIR = "○議長　商工部長。\n"
WHY = "○山川議員　店の雪について伺います。助成の理由を伺います。\n"
SNOW = "○商工部長　大雪で店が休んだためです。\n"
ROADS = "○土木部長　道の雪は市が運びます。\n"

# minutes, each question with its answer
MINUTES = [
    (WHY + SNOW, [(WHY, SNOW)]),
    (WHY + CHAIR + SNOW, [(WHY + CHAIR, SNOW)]),
    (WHY + SNOW + ROADS + CHAIR, [(WHY, SNOW + ROADS)]),
    (SNOW + WHY + SNOW + WHY + ROADS, [(WHY, SNOW), (WHY, ROADS)]),
    (WHY, [(WHY, "")]),
    (
        "委員：店の雪は。\n事務局：市が運びます。",
        [("委員：店の雪は。\n", "事務局：市が運びます。")],
    ),
    (
        "【委員】助成は必要か。\n【商工課長】はい。",
        [("【委員】助成は必要か。\n", "【商工課長】はい。")],
    ),
    (
        "○3番（山川一郎君）　お考えをお聞かせください。\n○市長（海野二郎君）　助成します。",
        [("○3番（山川一郎君）　お考えをお聞かせください。\n", "○市長（海野二郎君）　助成します。")],
    ),
    # A statement, a chair's question, a list of things.
    ("○山川議員　要望といたします。\n" + SNOW, []),
    ("○議長　異議はありませんか。\n○山川議員　ありません。", []),
    ("○会場は公民館ですか\n○定員　20名", []),
]


@pytest.mark.parametrize(("text", "expected"), MINUTES)
def test_a_question_goes_with_its_answer(text, expected):
    found = [(text[a.start : a.answered], text[a.answered : a.end]) for a in asked_in_minutes(text)]
    assert found == expected


def test_the_sentence_that_asks():
    text = WHY + CHAIR + SNOW + ROADS
    assert answered_by(text, text.index(SNOW)) == "助成の理由を伺います。"
    assert answered_by(text, text.index("道の雪")) == "助成の理由を伺います。"
    assert answered_by(text, 0) == ""
