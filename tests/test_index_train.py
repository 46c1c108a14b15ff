"""What the bundled model is trained on: pairs, hard negatives, sentences taken out."""

import gzip
import json
import random
from math import exp, log

import pytest
import torch

from index.hard_negatives import with_hard_negatives
from index.towers import contrast
from index.train import vocabulary
from index.training_pairs import (
    Pair,
    Source,
    cloze_source,
    everyday_source,
    is_held_out,
    pair_sources,
    section_source,
)

SHOP, ROOF, LOAN = "空き店舗の家賃", "屋根の太陽光", "家賃の融資"
LEMMAS = {
    "家賃": ["家賃"],
    "太陽光": ["太陽", "光"],
    SHOP: ["空く", "店舗", "家賃"],
    ROOF: ["屋根", "太陽", "光"],
    LOAN: ["家賃", "融資"],
}


def test_frequent_words_and_those_with_a_start_get_a_vector_and_numbers_none():
    texts = [["融資", "30", "2.5", "借換"], ["融資", "30", "2.5", "三十"], ["30", "2.5", "e5"]]
    assert vocabulary(texts, {"借換": 0, "30": 1}, 2) == ["借換", "融資"]
    assert vocabulary(texts, {}, 1) == ["e5", "三十", "借換", "融資"]


def test_hard_negatives_share_words_and_answer_another_question():
    mined = with_hard_negatives(
        [Pair("家賃", SHOP), Pair("太陽光", ROOF), Pair("無", LOAN)], LEMMAS | {"無": []}
    )
    assert [pair.negatives for pair in mined] == [(LOAN,), (), ()]
    assert [(pair.anchor, pair.positive) for pair in mined] == [
        ("家賃", SHOP),
        ("太陽光", ROOF),
        ("無", LOAN),
    ]


def test_another_answer_to_the_same_question_is_no_negative():
    mined = with_hard_negatives([Pair("家賃", SHOP), Pair("家賃", LOAN)], LEMMAS)
    assert [pair.negatives for pair in mined] == [(), ()]


def test_at_most_so_many_negatives():
    texts = {f"家賃{n}": ["家賃"] * (n + 1) for n in range(6)}
    pairs = [Pair("家賃", SHOP), *(Pair(text, text) for text in texts)]
    mined = with_hard_negatives(pairs, LEMMAS | texts, most=2)
    assert len(mined[0].negatives) == 2


def test_a_sentence_is_taken_out_of_its_text():
    first, second = "空き店舗を借りて店を開く人に、家賃の半額を補助します。", "短い。"
    source = Source("bulletin", (Pair("問", first + second), Pair("別の問", first + second)))
    (pair,) = cloze_source([source], random.Random(1)).pairs
    assert pair == Pair(first, f"\n{second}")


def test_sentences_are_taken_only_from_texts_like_those_that_are_searched():
    text = "空き店舗を借りて店を開く人に、家賃の半額を補助します。"
    assert cloze_source([Source("docs_d365", (Pair("問", text),))], random.Random(1)).pairs == ()


def test_one_text_in_ten_is_held_out(tmp_path):
    rows = [{"anchor": f"問{n}", "positive": f"答え{n}"} for n in range(200)]
    with gzip.open(tmp_path / "law.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (source,) = pair_sources(tmp_path)
    kept = [row["anchor"] for row in rows if not is_held_out(row["positive"])]
    assert [pair.anchor for pair in source.pairs] == kept
    assert 165 <= len(kept) <= 195
    assert (source.name, source.share) == ("law", 0.5)


def test_every_file_of_everyday_texts_is_read(tmp_path):
    for name, number in (("b", 1), ("a", 2)):
        row = {"title": f"題{number}", "text": "文", "questions": [{"text": f"問{number}"}]}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    assert not is_held_out("題1\n文")
    assert not is_held_out("題2\n文")
    found = everyday_source(tmp_path)
    assert found.pairs == (Pair("問2", "題2\n文"), Pair("問1", "題1\n文"))


def test_each_section_of_a_document_is_a_text(tmp_path):
    sections = [
        {
            "heading": "対象",
            "text": "市内の店",
            "questions": [{"text": "誰が"}, {"text": "うちも"}],
        },
        {"heading": "額", "text": "十万円", "questions": [{"text": "いくら"}]},
    ]
    rows = [{"id": doc_id, "sections": sections} for doc_id in ("plan-01", "plan-04")]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    assert [is_held_out(str(row["id"])) for row in rows] == [False, True]
    assert section_source(tmp_path).pairs == (
        Pair("誰が", "対象\n市内の店"),
        Pair("うちも", "対象\n市内の店"),
        Pair("いくら", "額\n十万円"),
    )


def test_a_text_is_told_apart_from_all_others():
    scores, wrong = torch.tensor([[2.0, 1.0], [0.0, 3.0]]), torch.tensor([[1.5], [0.5]])
    forth = -log(exp(2) / (exp(2) + exp(1) + exp(1.5))) - log(exp(3) / (exp(0) + exp(3) + exp(0.5)))
    back = -log(exp(2) / (exp(2) + exp(0))) - log(exp(3) / (exp(1) + exp(3)))
    found = contrast(scores, wrong, torch.tensor([7, 8]), torch.tensor([9]))
    assert found.item() == pytest.approx((forth + back) / 4, rel=1e-6)


def test_a_text_of_two_questions_is_held_against_neither():
    scores, wrong = torch.tensor([[2.0, 2.0], [1.0, 1.0]]), torch.tensor([[2.0], [1.0]])
    found = contrast(scores, wrong, torch.tensor([7, 7]), torch.tensor([7]))
    assert found.item() == 0.0
