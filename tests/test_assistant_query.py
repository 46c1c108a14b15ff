"""How questions are read: years, places, policy terms, hiragana."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.query import QueryReader
from assistant.records import Expansion, Understanding
from tests.question_reader import ALL, READER, read

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
    ("今年の売上が落ちた", ()),
    ("今年の春に開業した", ()),
    ("店を始めたのは去年", ()),
    ("今年の補助金はありますか", (2026,)),
    ("去年の川崎市の創業スクールは", (2025,)),
    ("去年の冬に川崎で開業した", ()),
    ("今年のはありますか", (2026,)),
    ("川崎市の花見の給付金、去年はいくらでしたか", (2025,)),
    ("昨年はいくら", (2025,)),
    ("花咲補助金は昨年いくらまで出た？", (2025,)),
    ("去年の店先花壇補助金の上限額", (2025,)),
    ("去年の補助率は？", (2025,)),
    ("去年は何件ありましたか", (2025,)),
    ("去年もらった", ()),
    ("去年の補助金をもらった", ()),
    ("去年はいくら働いても赤字だった", ()),
    ("去年の大雨で壊れた店の補助", ()),
    ("去年の冬の補助金の案内が来ない", ()),
    ("去年は人を雇った。給付金は出ますか", ()),
    ("去年開業した", ()),
    ("今年は？", (2026,)),
    ("28年度じゃなくて29年度の予算", (2017,)),
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
    ("文京区との医工連携", (), ()),
    ("川崎市の、千葉市などと連携したツアー", ("川崎市",), ("神奈川県",)),
    ("川崎市と墨田区の連携", ("川崎市", "墨田区"), ("神奈川県", "東京都")),
    ("川崎市と川口市との違い", ("川崎市", "川口市"), ("神奈川県", "埼玉県")),
    ("川崎さんに相談したい", (), ()),
    ("川崎信用金庫の融資", (), ()),
    ("商店街の補助", (), ()),
]


@pytest.mark.parametrize(("question", "municipalities", "prefectures"), PLACES)
def test_places(question, municipalities, prefectures):
    query = read(question)
    assert (query.municipalities, query.prefectures) == (municipalities, prefectures)


LEFT_OUT = [
    # question, municipalities, prefectures, excluded
    ("川崎市以外の創業支援", (), (), ("川崎市",)),
    ("川崎以外の創業支援", (), (), ("川崎市",)),
    ("川崎市を除く市の創業支援", (), (), ("川崎市",)),
    ("川崎市と墨田区以外の創業支援", (), (), ("川崎市", "墨田区")),
    ("神奈川県川崎市以外の融資", (), (), ("川崎市",)),
    ("神奈川県の川崎市以外の市の融資", (), ("神奈川県",), ("川崎市",)),
    ("東京都以外の融資", (), (), ("東京都",)),
    ("川崎市ではなく墨田区の融資", ("墨田区",), ("東京都",), ("川崎市",)),
    ("川崎市だけでなく墨田区も", ("川崎市", "墨田区"), ("神奈川県", "東京都"), ()),
    # Who may use it, not where it is.
    ("川崎市以外の会社でも使えますか", ("川崎市",), ("神奈川県",), ()),
    ("川崎市以外から移っても川崎市の補助は使えますか", ("川崎市",), ("神奈川県",), ()),
]


@pytest.mark.parametrize(("question", "municipalities", "prefectures", "excluded"), LEFT_OUT)
def test_places_that_are_left_out(question, municipalities, prefectures, excluded):
    query = read(question)
    assert (query.municipalities, query.prefectures) == (municipalities, prefectures)
    assert query.excluded == excluded
    assert not any(name in query.words for name in excluded)


def test_what_is_left_out_stays_so_in_the_talk():
    assert read("補助率は？", ["川崎市以外の創業支援"]).excluded == ("川崎市",)
    moved = read("川崎市以外では？", ["川崎市の創業支援"])
    assert (moved.municipalities, moved.excluded) == ((), ("川崎市",))
    back = read("川崎市は？", ["川崎市以外の創業支援"])
    assert (back.municipalities, back.excluded) == (("川崎市",), ())


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
    weights = [term.weight for term in read("お金がないけど店を出したい").expansions]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) > 1
    assert read("店を畳みたい").expansions == (
        Expansion("店をたたむ", "廃業", 1.0),
        Expansion("店をたたむ", "自主廃業", 0.7),
    )


def test_what_is_applied_as_a_scope_is_named():
    assert read("平成28年度の川崎市の創業支援").named == ("平成28年度", "川崎市")
    assert read("創業支援").named == ()


UNDONE = "平成28年度の川崎市で跡取りがいない"
UNDERSTANDINGS = [
    # use_years, use_places, use_thesaurus, years, municipalities, terms, words
    (True, True, True, (2016,), ("川崎市",), 2, UNDONE),
    # A year or place that does not count is no word of the search either.
    (False, True, True, (), ("川崎市",), 2, "川崎市で跡取りがいない"),
    (True, False, True, (2016,), (), 2, "平成28年度の    跡取りがいない"),
    (True, True, False, (2016,), ("川崎市",), 0, UNDONE),
    (False, False, False, (), (), 0, "跡取りがいない"),
]


@pytest.mark.parametrize(
    ("use_years", "use_places", "use_thesaurus", "years", "cities", "terms", "words"),
    UNDERSTANDINGS,
)
def test_each_part_of_the_reading_can_be_undone(
    use_years, use_places, use_thesaurus, years, cities, terms, words
):
    query = read(UNDONE, understanding=Understanding(use_years, use_places, use_thesaurus))
    assert query.years == years
    assert query.municipalities == cities
    assert query.prefectures == (("神奈川県",) if cities else ())
    assert len(query.expansions) == terms
    assert query.words.strip() == words


def test_the_places_left_out_can_be_undone():
    query = read("川崎市以外の創業支援", understanding=Understanding(use_places=False))
    assert (query.excluded, query.words.strip()) == ((), "創業支援")
    told = read("空き店舗は？", ["川崎です"], understanding=Understanding(use_places=False))
    assert (told.municipalities, told.words.strip()) == ((), "空き店舗は？")


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


MAIL = (
    "お世話になっております。川崎市高津区でねじの工場を営んでおります花咲製作所の花咲と申します。"
    "創業して三十年になり、職人は七人おります。この春に長く使ってきた旋盤が動かなくなり、修理の"
    "見積もりは新しいものと変わらないほどでした。取引先からは精度を上げるように言われております。"
    "同業の者から、機械の買い替えを助ける補助金があると聞きました。弊社でも使えるものでしょうか。"
    "上限の額もあわせてご教示ください。お忙しいところ恐れ入りますが、何卒よろしくお願い申し上げます。"
)
ASKED_IN_MAIL = (
    "川崎市高津区 同業の者から、機械の買い替えを助ける補助金があると聞きました。 "
    "弊社でも使えるものでしょうか。 上限の額もあわせてご教示ください。"
)


def test_of_a_long_mail_its_questions_are_read_and_where_its_writer_is():
    query = read(MAIL)
    assert (query.text, query.read_as) == (ASKED_IN_MAIL, ASKED_IN_MAIL)
    assert query.municipalities == ("川崎市",)
    assert read(MAIL, understanding=Understanding(use_thesaurus=False)).text == MAIL
    assert "旋盤" not in read("対象は？", [MAIL]).text
    other = read("空き店舗を借りたい", [MAIL])
    assert (other.subject, other.municipalities) == ("川崎市高津区", ("川崎市",))


def test_of_a_long_text_that_asks_nothing_the_last_sentences_are_read():
    told = "春に店の看板が落ちました。" * 20 + "雨もりもします。壁も直します。"
    assert read(told).text == "雨もりもします。 壁も直します。"


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


ADDRESSES = [
    ("https://www.example.jp/280/a_b.html?x=1#y これは使えますか", "これは使えますか"),
    ("補助金はhttp://example.jp/aのものですか", "補助金は のものですか"),
    ("www.example.jp/a", ""),
    ("担当 a.b-c@example.lg.jp 様、補助金の締切は", "担当   様、補助金の締切は"),
    ("A@B市の補助金", "A@B市の補助金"),
]


@pytest.mark.parametrize(("question", "text"), ADDRESSES)
def test_an_address_that_was_pasted_is_not_searched(question, text):
    assert read(question).text == text
    assert read("いくら？", [f"花咲補助金 {question}"]).subject.startswith("花咲補助金")
    assert "example" not in read("いくら？", [f"花咲補助金 {question}"]).text


HELD = replace(READER, cities=("三条市", "横浜市"))


@pytest.mark.parametrize(
    ("reader", "history", "question", "cities"),
    [
        (HELD, [], "三条の融資の利率は", ("三条市",)),
        (HELD, ["横浜市の融資の利率は"], "三条だとどうですか", ("三条市",)),
        (HELD, ["三条の融資の利率は"], "限度額は？", ("三条市",)),
        (HELD, [], "条例の三条には何とありますか", ()),
        # Held or not, a city that the talk names is called in short after that.
        (READER, [], "三条の融資の利率は", ()),
        (READER, ["三条市の融資の利率は"], "では三条の創業の補助は", ("三条市",)),
        # After a city another one is asked about by its name alone.
        (READER, ["横浜市の融資の利率は"], "三条は？", ("三条市",)),
        (READER, ["融資の利率は"], "三条は？", ()),
    ],
)
def test_cities_by_names_that_are_words_as_well(reader, history, question, cities):
    assert reader.read(question, history=history, understanding=ALL).municipalities == cities


def test_a_place_undone_is_a_word_again():
    assert (
        HELD.read("三条の融資", understanding=Understanding(use_places=False)).text == "三条の融資"
    )
