"""Words and steps are counted as they stand in the texts."""

from collections import Counter

from assistant.question.kana import NOUNS, STEPS, WORDS
from corpus.language.reading import Reading
from eval.fit_kana import Counts, count, names, nouns

NOUN = "名詞/普通名詞"


def test_words_compounds_and_steps():
    counts = Counts()
    counts.read("商店街の店")
    assert counts.words == Counter(
        {
            Reading("商店", "しょうてん", NOUN): 1,
            Reading("街", "がい", "接尾辞/名詞的"): 1,
            Reading("の", "の", "助詞/格助詞/の"): 1,
            Reading("店", "みせ", NOUN): 1,
        }
    )
    assert counts.compounds == Counter({Reading("商店街", "しょうてんがい", NOUN): 1})
    assert counts.steps == Counter(
        {
            ("^", NOUN): 1,
            (NOUN, "接尾辞/名詞的"): 1,
            ("接尾辞/名詞的", "助詞/格助詞/の"): 1,
            ("助詞/格助詞/の", NOUN): 1,
            (NOUN, "$"): 1,
        }
    )


def test_what_is_no_word_parts_compounds():
    counts = Counts()
    counts.read("第3回")
    assert counts.compounds == Counter()
    assert ("接頭辞", "#") in counts.steps
    assert counts.steps["#", NOUN] == 1


def test_what_is_met_too_seldom_is_left_out():
    words, _ = count(["商店街", "商店街", "店を借りた"])
    assert words[Reading("商店", "しょうてん", NOUN)] == 2
    assert Reading("店", "みせ", NOUN) not in words  # once
    assert words[Reading("借り", "かり", "動詞/一般/連用形-一般")] == 1  # verbs have many forms
    # Twice 2 and the term of the thesaurus (2); three times are enough.
    assert words[Reading("商店街", "しょうてんがい", NOUN)] == 2
    words, _ = count(["商店街"] * 3)
    assert words[Reading("商店街", "しょうてんがい", NOUN)] == 5
    words, _ = count(["外国人の店"] * 3)
    assert words[Reading("外国人", "がいこくじん", NOUN)] == 3


def test_nouns_that_stand_for_themselves_beside_kanji():
    words = [
        Reading("工場", "こうじょう", NOUN),
        Reading("道使用", "どうしよう", NOUN),
        Reading("店", "みせ", NOUN),  # too short
        Reading("川崎", "かわさき", "名詞/固有名詞"),
        Reading("いわき", "いわき", "名詞/固有名詞"),
        Reading("借り入れ", "かりいれ", "動詞/一般/連用形-一般"),
    ]
    texts = ["仕事がなくてどうしようか", "かわさき基準"]
    assert nouns(words, texts) == ["かわさき", "こうじょう"]


def test_a_word_that_a_plea_seldom_means_counts_less():
    words, _ = count(["解体工事"] * 60)
    assert words[Reading("解体", "かいたい", NOUN)] == 60 // 20 + 2  # a term of the thesaurus
    assert words[Reading("解体工事", "かいたいこうじ", NOUN)] == 60


def test_places_count_as_they_are_officially_written():
    known = {name.kana: name.written for name in names() if name.kind == "名詞/固有名詞"}
    assert (known["かわさき"], known["いわき"]) == ("川崎", "いわき")


def test_the_files_hold_what_was_counted():
    words = [line.split("\t") for line in WORDS.read_text(encoding="utf-8").splitlines()]
    assert ["ほじょきん", "補助金"] in [word[:2] for word in words]
    assert {len(word) for word in words} == {4}
    assert words == sorted(words)
    nouns_kept = NOUNS.read_text(encoding="utf-8").split()
    assert nouns_kept == sorted(nouns_kept)
    assert {"こうじょう", "かわさき"} <= set(nouns_kept) <= {word[0] for word in words}
    kinds = {kind for _, _, kind, _ in words} | {"^", "$", "#"}
    steps = [line.split("\t") for line in STEPS.read_text(encoding="utf-8").splitlines()]
    assert {kind for step in steps for kind in step[:2]} <= kinds
