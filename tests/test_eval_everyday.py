"""The everyday questions: their counts, fields and split, and that their texts are our own."""

import json
import re
import unicodedata
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "eval" / "everyday"
DEV_THEMES = {
    "succession", "exhibitions", "energy", "shopping_streets", "foreign", "permits", "tourism",
}  # fmt: skip
NINE = {
    "lay", "keywords", "hiragana", "dialect", "typo", "long", "officer", "fact", "polite",
}  # fmt: skip
TWELVE = NINE | {"faq", "headline", "summary"}
LONGEST_SHARED_RUN = 40  # characters, after NFKC and without white space


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


TRAIN = {path.stem: read(path) for path in sorted((FOLDER / "train").iterdir())}
DEV = read(FOLDER / "dev.jsonl")
UNANSWERABLE = read(FOLDER / "unanswerable.jsonl")
NEAR_MISSES = read(FOLDER / "near_misses.jsonl")
PARTS = TRAIN | {"dev": DEV}
ITEMS = [item for items in PARTS.values() for item in items]
QUESTIONS = [question for item in ITEMS for question in item["questions"]]


def test_counts_are_those_of_the_readme():
    told = re.findall(
        r"^\| `(\w+)` \| ([\d,]+) \| ([\d,]+) \|",
        (FOLDER / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert {name: (texts, asked) for name, texts, asked in told} == {
        name: (f"{len(items):,}", f"{sum(len(item['questions']) for item in items):,}")
        for name, items in PARTS.items()
    }


def test_each_line_has_the_fields_and_nothing_else():
    assert {tuple(item) for item in ITEMS} == {("id", "theme", "title", "text", "questions")}
    assert {tuple(question) for question in QUESTIONS} == {("text", "register")}
    assert {tuple(line) for line in UNANSWERABLE} == {("id", "text", "kind")}
    assert {tuple(line) for line in NEAR_MISSES} == {("id", "questions")}
    assert {tuple(q) for line in NEAR_MISSES for q in line["questions"]} == {("text", "missing")}


def test_near_misses_are_counted_in_the_readme_and_asked_once_of_texts_there_are():
    asked = [question["text"] for line in NEAR_MISSES for question in line["questions"]]
    told = f"{len(asked):,} questions that people would ask beside {len(NEAR_MISSES):,} of the"
    assert told in (FOLDER / "README.md").read_text(encoding="utf-8")
    assert len({line["id"] for line in NEAR_MISSES}) == len(NEAR_MISSES)
    assert {line["id"] for line in NEAR_MISSES} <= {i["id"] for t in TRAIN.values() for i in t}
    assert len(set(asked)) == len(asked)
    assert set(asked).isdisjoint(question["text"] for question in QUESTIONS)
    assert all(
        q["text"].strip() and q["missing"].strip() for n in NEAR_MISSES for q in n["questions"]
    )


@pytest.mark.parametrize("name", PARTS)
def test_registers_are_those_of_the_readme(name):
    found = {question["register"] for item in PARTS[name] for question in item["questions"]}
    if name in ("dev", "first"):
        assert found == NINE
    else:
        assert found <= TWELVE
        assert found >= {"lay", "headline", "summary", "keywords"}


def test_no_theme_is_in_two_files():
    themes = {name: {item["theme"] for item in items} for name, items in PARTS.items()}
    assert themes["dev"] == DEV_THEMES
    assert [t for t, n in Counter(chain.from_iterable(themes.values())).items() if n > 1] == []


def test_an_id_is_its_theme_and_a_number():
    numbers: Counter[str] = Counter()
    for item in ITEMS:
        numbers[item["theme"]] += 1
        assert item["id"] == f"{item['theme']}-{numbers[item['theme']]:02d}"


@pytest.mark.parametrize("field", ["id", "text"])
def test_no_two_items_share_a_field(field):
    assert [value for value, n in Counter(item[field] for item in ITEMS).items() if n > 1] == []


def test_no_question_is_asked_twice():
    asked = Counter(line["text"] for line in QUESTIONS + UNANSWERABLE)
    assert [text for text, n in asked.items() if n > 1] == []


def test_a_text_has_60_to_450_characters_and_4_to_9_questions():
    assert [item["id"] for item in ITEMS if not 60 <= len(item["text"]) <= 450] == []
    assert [item["id"] for item in ITEMS if not 4 <= len(item["questions"]) <= 9] == []


def test_no_question_contains_its_own_title():
    told = [q["text"] for item in ITEMS for q in item["questions"] if item["title"] in q["text"]]
    assert told == []


def test_questions_in_hiragana_have_no_kanji():
    written = [q["text"] for q in QUESTIONS if q["register"] == "hiragana"]
    assert [text for text in written if re.search(r"[一-鿿]", text)] == []


def test_keywords_are_words_with_spaces_between():
    written = [q["text"] for q in QUESTIONS if q["register"] == "keywords"]
    assert [text for text in written if len(text.split()) < 2] == []


def test_half_of_the_unanswerable_questions_are_near():
    assert Counter(line["kind"] for line in UNANSWERABLE) == {"far": 100, "near": 100}
    counts = {"far": 0, "near": 0}
    for line in UNANSWERABLE:
        counts[line["kind"]] += 1
        assert line["id"] == f"{line['kind']}-{counts[line['kind']]:03d}"
        assert line["text"].strip() == line["text"] != ""


def squeeze(text: str) -> str:
    return re.sub(r"[\s|]", "", unicodedata.normalize("NFKC", text))


def runs(text: str) -> list[str]:
    return [
        text[start : start + LONGEST_SHARED_RUN]
        for start in range(len(text) - LONGEST_SHARED_RUN + 1)
    ]


def test_no_long_run_stands_in_a_real_document(shared):
    ours = {run for line in [*ITEMS, *QUESTIONS] for run in runs(squeeze(line["text"]))}
    copied = [
        (path.name, run)
        for path in sorted((shared / "corpus").iterdir())
        for run in runs(squeeze(path.read_text(encoding="utf-8")))
        if run in ours
    ]
    assert copied == []
