"""How questions are read: years, places, policy terms, and what a follow-up leaves unsaid."""

from datetime import date

import pytest

from assistant.query import QueryReader
from assistant.records import Expansion, Understanding
from assistant.settings import THESAURUS
from assistant.spelling import load_spellings
from assistant.thesaurus import load_thesaurus
from corpus.japanese import content_lemmas

TODAY = date(2026, 11, 21)  # in 令和8年度 (2026)
READER = QueryReader(load_thesaurus(THESAURUS, content_lemmas), load_spellings(), TODAY)
ALL = Understanding()
SHOPS = "川崎市の空き店舗の補助はありますか"


def read(question, history=(), understanding=ALL):
    return READER.read(question, history=history, understanding=understanding)


YEARS = [
    ("平成28年度の創業支援", (2016,)),
    ("H28の創業支援", (2016,)),
    ("２０１６年度の予算", (2016,)),
    ("令和元年度の実績", (2019,)),
    ("2016年度から2018年度までの予算", (2016, 2017, 2018)),
    ("2018年度と2016年度の比較", (2016, 2018)),
    ("2016年度、H28年度の予算", (2016,)),
    ("平成29年3月末の件数", (2016,)),
    # As an administrative year these mean a scheme's year ...
    ("今年度の補助金", (2026,)),
    ("昨年度の実績", (2025,)),
    ("来年度の募集", (2027,)),
    # ... without 度 they only tell when.
    ("今年で店を畳みたい", ()),
    ("去年から売上が落ちた", ()),
    ("来年から息子に継がせたい", ()),
    ("昭和30年代の商店街", ()),
    # Nor do years of the asker's own past.
    ("昭和52年から三代続く豆腐屋です", ()),
    ("平成元年に開業した美容室", ()),
    ("2010年創業の町工場", ()),
    ("令和2年に店を継いだ", ()),
    ("2016年度から始まった補助", (2016,)),
    ("2016年の補助", (2016,)),
    ("跡取りがいない", ()),
]


@pytest.mark.parametrize(("question", "years"), YEARS)
def test_years(question, years):
    assert read(question).years == years


@pytest.mark.parametrize(("today", "year"), [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026)])
def test_this_year_begins_in_april(today, year):
    reader = QueryReader(READER.thesaurus, READER.spellings, today)
    assert reader.read("今年度の補助金", understanding=ALL).years == (year,)


PLACES = [
    # question, municipalities, prefectures
    ("墨田区の工場", ("墨田区",), ("東京都",)),
    ("川崎で店を始めたい", ("川崎市",), ("神奈川県",)),
    ("高津区の町工場", ("川崎市",), ("神奈川県",)),
    ("横浜市青葉区の商店街", ("横浜市",), ("神奈川県",)),
    ("川崎市と墨田区の条例", ("川崎市", "墨田区"), ("神奈川県", "東京都")),
    ("川崎市と横浜市の条例", ("川崎市", "横浜市"), ("神奈川県",)),
    ("川崎市か川崎の補助", ("川崎市",), ("神奈川県",)),
    ("神奈川県の融資", (), ("神奈川県",)),
    ("府中市の補助", ("府中市",), ()),  # in 東京都 or in 広島県
    ("川崎さんに相談したい", (), ()),
    ("川崎信用金庫の融資", (), ()),
    ("商店街の補助", (), ()),
]


@pytest.mark.parametrize(("question", "municipalities", "prefectures"), PLACES)
def test_places(question, municipalities, prefectures):
    query = read(question)
    assert (query.municipalities, query.prefectures) == (municipalities, prefectures)


WORDS = [
    # Years and places are searched as words too: the passage that names them comes first.
    ("平成28年度の川崎市の創業支援", "平成28年度の川崎市の創業支援"),
    ("川崎市", "川崎市"),
    ("  創業支援\n", "創業支援"),
]


@pytest.mark.parametrize(("question", "words"), WORDS)
def test_words(question, words):
    query = read(question)
    assert query.words == words
    assert query.text == question.strip()


def test_policy_terms_are_added_heaviest_first():
    assert read("跡取りがいない").expansions == (
        Expansion("跡取り", "後継者", 1.0),
        Expansion("跡取り", "事業承継", 0.9),
    )
    assert read("店を畳みたい").expansions == (
        Expansion("店をたたむ", "廃業", 1.0),
        Expansion("店をたたむ", "自主廃業", 0.7),
    )


def test_what_is_applied_as_a_scope_is_named():
    assert read("平成28年度の川崎市の創業支援").named == ("平成28年度", "川崎市")
    assert read("創業支援").named == ()


UNDONE = "平成28年度の川崎市で跡取りがいない"
UNDERSTANDINGS = [
    # use_years, use_places, use_thesaurus, years, municipalities, terms
    (True, True, True, (2016,), ("川崎市",), 2),
    (False, True, True, (), ("川崎市",), 2),
    (True, False, True, (2016,), (), 2),
    (True, True, False, (2016,), ("川崎市",), 0),
    (False, False, False, (), (), 0),
]


@pytest.mark.parametrize(
    ("use_years", "use_places", "use_thesaurus", "years", "cities", "terms"),
    UNDERSTANDINGS,
)
def test_each_part_of_the_reading_can_be_undone(
    use_years, use_places, use_thesaurus, years, cities, terms
):
    query = read(UNDONE, understanding=Understanding(use_years, use_places, use_thesaurus))
    assert query.years == years
    assert query.municipalities == cities
    assert query.prefectures == (("神奈川県",) if cities else ())
    assert len(query.expansions) == terms
    assert query.words == UNDONE


FOLLOW_UPS = [
    "それはいくらまで？",
    "対象は？",
    "いつまで？",
    "いくら？",
    "上限はいくらですか",
    "補助率は？",
    "必要な書類は？",
    "申請の方法を教えてください",
    "その条件は？",
    "もっと詳しく",
    "問い合わせ先は？",
    "電話番号は？",
    "誰が申し込めますか",
    "個人でも使えますか",
    "どうやって申し込むの？",
    "これからでも申請できますか",
    "何年間受けられますか",
    "締切はいつですか",
    "ほかにもありますか",
    "あとどれくらい残っていますか",
    "ちなみに予算は？",
    "この補助金について、申請してから入金までの期間を詳しく教えてください",
]


@pytest.mark.parametrize("question", FOLLOW_UPS)
def test_a_follow_up_keeps_its_subject_and_its_place(question):
    query = read(question, [SHOPS])
    assert query.subject == SHOPS
    assert query.text == f"{SHOPS} {question}"
    assert query.municipalities == ("川崎市",)
    assert query.words == f"{SHOPS} {question}"
    # With nothing before it, it stands for itself.
    assert read(question).subject is None
    assert read(question).text == question


OTHER_SUBJECTS = [
    "事業承継の相談窓口は？",
    "人手が足りないときに使える制度を知りたい",
    "特許を取りたい",
    "展示会に出たい",
    "後継者がいない",
    "融資",
    "ありがとう",
    "補助金を探しています",
    "そもそも商店街って何ですか",
    "東京都の融資制度を教えて",
    "申請の方法と必要な書類と締切と窓口の電話番号を教えてください",  # too long to lean on another
    # They begin like follow-ups.
    "これから店を始めたい",
    "この町で店を開きたい",
    "このまま店を続けるか迷っている",
    "他人に店を譲りたい",
    "他の人に店を譲りたい",
    "あとつぎがいない",
    "そうだんしたい",
    "そうぎょうしたい",
    "じゃがいもを育てる農家です",
    # Nothing is asked.
    "",
    " 　\n",
    "？",
    "😀",
]


@pytest.mark.parametrize("question", OTHER_SUBJECTS)
def test_a_question_that_says_what_it_is_about_keeps_nothing(question):
    query = read(question, [SHOPS])
    assert query.subject is None
    assert query.text == READER.spellings.respell(question.strip())[0]
    assert "川崎市" not in query.municipalities


def test_an_edition_is_read_as_a_scope_and_a_follow_up_moves_it():
    query = read("花咲補助金の第17回の締切は？")
    assert (query.editions, query.named) == ((17,), ("第17回",))
    moved = read("第18回は？", ["花咲補助金の第17回の締切は？"])
    assert (moved.editions, moved.named) == ((18,), ("第18回",))
    assert "第17回" not in moved.words
    assert "花咲補助金" in moved.words
    after = read("対象は？", ["花咲補助金の第17回の締切は？", "第18回は？"])
    assert after.editions == (18,)
    named = read("花咲補助金2025の締切は？")
    assert (named.editions, named.years, named.named) == ((2025,), (), ("2025",))
    unscoped = read("花咲補助金の第17回の締切は？", understanding=Understanding(use_years=False))
    assert (unscoped.editions, unscoped.named) == ((), ())


MOVES = [
    # What a follow-up names takes the place of what its subject named.
    # question, years, municipalities, prefectures, after 「川崎市の平成28年度の創業支援は？」
    ("対象は？", (2016,), ("川崎市",), ("神奈川県",)),
    ("平成29年度は？", (2017,), ("川崎市",), ("神奈川県",)),
    ("29年度は？", (2017,), ("川崎市",), ("神奈川県",)),  # its era is the subject's
    ("昨年度は？", (2025,), ("川崎市",), ("神奈川県",)),
    ("墨田区では？", (2016,), ("墨田区",), ("東京都",)),
    ("では墨田区は？", (2016,), ("墨田区",), ("東京都",)),
    ("墨田区の平成29年度は？", (2017,), ("墨田区",), ("東京都",)),
    ("同じ制度は東京都にもある？", (2016,), (), ("東京都",)),
    # Another city is every city but that one.
    ("他の市では？", (2016,), (), ()),
    ("ほかの自治体の例は？", (2016,), (), ()),
    ("他都市の例は？", (2016,), (), ()),
    ("よその県は？", (2016,), (), ()),
]


@pytest.mark.parametrize(("question", "years", "municipalities", "prefectures"), MOVES)
def test_a_follow_up_moves_to_another_year_or_place(question, years, municipalities, prefectures):
    subject = "川崎市の平成28年度の創業支援は？"
    query = read(question, [subject])
    assert query.subject == subject
    assert query.years == years
    assert (query.municipalities, query.prefectures) == (municipalities, prefectures)
    elsewhere = not municipalities and not prefectures
    assert query.excluded == (("川崎市",) if elsewhere else ())
    # A place or a year left behind is not searched as words either.
    assert ("川崎市" in query.words) == ("川崎市" in municipalities)
    assert ("平成28年度" in query.words) == (2016 in years)


HISTORIES = [
    # history, subject of 「いくら？」
    ([SHOPS, "対象は？"], SHOPS),
    ([SHOPS, "展示会に出たい"], "展示会に出たい"),
    ([SHOPS, "展示会に出たい", "いつ？", "対象は？"], "展示会に出たい"),
    ([SHOPS, "", "😀"], SHOPS),
    (["いつ？", "対象は？"], "いつ？"),
    (["", ""], None),
    ([], None),
]


@pytest.mark.parametrize(("history", "subject"), HISTORIES)
def test_the_subject_is_the_last_question_that_names_something(history, subject):
    assert read("いくら？", history).subject == subject


def test_a_question_of_10000_characters_is_read_as_far_as_2000():
    query = read("創業" * 5_000)
    assert query.text == "創業" * 1_000
    assert read("補" * 1_998 + "平成28年度").years == ()
    assert read("あ" * 1_990 + " 平成28年度").years == (2016,)


@pytest.mark.parametrize("question", ["", " 　\n", "😀🙏", "？！", "\x00", "\ud83d"])
def test_questions_without_a_word_are_read_without_harm(question):
    query = read(question)
    assert (query.years, query.municipalities, query.prefectures) == ((), (), ())
    assert (query.expansions, query.subject) == ((), None)
    assert query.text == query.words == question.strip().replace("\ud83d", "?")


def test_emoji_among_words_change_nothing():
    assert read("🏪川崎市で😀跡取りがいない").municipalities == ("川崎市",)
    assert read("🏪川崎市で😀跡取りがいない").words == "🏪川崎市で😀跡取りがいない"


HIRAGANA = [
    # question, as it is read, what is said of it
    ("かわさきの ほじょきん", "川崎の 補助金", "川崎の 補助金"),
    # The city is shown as the scope already.
    ("かわさきは?", "川崎は?", None),
    ("川崎の補助金", "川崎の補助金", None),
    ("こうじょうの融資", "工場の融資", "工場の融資"),
    ("どこですか", "どこですか", None),
]


@pytest.mark.parametrize(("question", "text", "read_as"), HIRAGANA)
def test_hiragana_is_read_as_documents_write_it(question, text, read_as):
    query = read(question)
    assert (query.text, query.words, query.read_as) == (text, text, read_as)


def test_the_reading_of_hiragana_can_be_undone():
    assert read("かわさきの ほじょきん").municipalities == ("川崎市",)
    anywhere = read("かわさきは?", understanding=Understanding(use_places=False))
    assert anywhere.read_as == "川崎は?"
    typed = read("ほじょきん", understanding=Understanding(use_thesaurus=False))
    assert (typed.text, typed.expansions, typed.read_as) == ("ほじょきん", (), None)


def test_a_follow_up_says_only_how_it_was_read_itself():
    query = read("もうしこみは いつまで?", ["商店街の補助金はありますか"])
    assert query.subject == "商店街の補助金はありますか"
    assert query.read_as == "申込みは いつまで?"


MOVED = [
    # history, question, cities, years
    ([SHOPS, "いわき市は？"], "上限は？", ("いわき市",), ()),
    ([SHOPS, "いわき市は？", "いつまで？"], "上限は？", ("いわき市",), ()),
    ([SHOPS, "いわき市は？", "墨田区は？"], "上限は？", ("墨田区",), ()),
    ([SHOPS, "平成28年度は？"], "上限は？", ("川崎市",), (2016,)),
    ([SHOPS, "いわき市は？"], "平成29年度は？", ("いわき市",), (2017,)),
    ([SHOPS, "ほかの市は？"], "上限は？", (), ()),
    ([SHOPS, "いくらですか"], "上限は？", ("川崎市",), ()),
]


@pytest.mark.parametrize(("history", "question", "cities", "years"), MOVED)
def test_a_follow_up_keeps_what_the_ones_before_it_changed(history, question, cities, years):
    query = read(question, history)
    assert "空き店舗" in query.subject
    assert (query.municipalities, query.years) == (cities, years)
    # A city that was left behind is no word of the search either.
    assert ("川崎市" in query.words) == (cities == ("川崎市",))
