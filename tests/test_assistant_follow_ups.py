"""What a follow-up leaves unsaid comes from the questions before it."""

from pathlib import Path

import pytest

from assistant.records import Understanding
from assistant.talk.follow_up import asks_more
from corpus.names.places import find_places
from tests.question_reader import read

SHOPS = "川崎市の空き店舗の補助はありますか"

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


# Only the city is kept of what the talk is about.
OTHER_SUBJECTS = [
    "人手が足りないときに使える制度を知りたい",
    "特許を取りたい",
    "展示会に出たい",
    "後継者がいない",
    "融資",
    "補助金を探しています",
    "そもそも商店街って何ですか",
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
    # It says both, and that it is another subject.
    "ところで機械を買い替えたいのですが",
]


@pytest.mark.parametrize("question", OTHER_SUBJECTS)
def test_a_question_that_says_what_it_is_about_keeps_the_city_alone(question):
    query = read(question, [SHOPS])
    assert query.subject == "川崎市"
    assert query.municipalities == ("川崎市",)
    assert "空き店舗" not in query.text
    # The city's own papers hardly name it.
    assert "川崎市" not in query.words


NOTHING_ASKED = ["ありがとう", "東京都の融資制度を教えて", "", " 　\n", "？", "😀"]


@pytest.mark.parametrize("question", NOTHING_ASKED)
def test_another_place_and_what_asks_nothing_keep_nothing(question):
    query = read(question, [SHOPS])
    assert (query.subject, query.text) == (None, question.strip())
    assert "川崎市" not in query.municipalities


TALKS = [
    line.split("\t")
    for line in Path(__file__)
    .with_name("data")
    .joinpath("follow_ups.tsv")
    .read_text("utf-8")
    .splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("before", "question", "keeps"), TALKS)
def test_short_questions_keep_the_talk_and_complete_ones_do_not(before, question, keeps):
    city = find_places(before)[0].name
    before = f"平成28年度の{before}"
    subject = read(question, [before]).subject
    year = "平成28年度"
    kept = {"all": before, "scope": f"{city} {year}", "city": city, "year": year, "none": None}
    assert subject == kept[keeps]


CHAINS = [
    # history, question, subject
    (["福岡県の補助金は？", "静岡県は？"], "創業は？", "静岡県"),
    (["岡谷市の取組", "平成30年度だけ"], "観光は？", "岡谷市 平成30年度"),
    (["岡谷市の取組", "観光は？"], "いくら？", "岡谷市 観光は？"),
    (["岡谷市の取組", "観光は？"], "大田区の観光は？", "岡谷市 観光は？"),
    (["川崎市の融資制度", "いくらまで借りられる？"], "締め切りは？", "川崎市の融資制度"),
    (["こんにちは"], "補助金ありますか", None),
    (["岡谷市の取組"], "ほかの市の観光は？", "岡谷市の取組"),
    (["店を改装したい"], "ものづくり補助金は？", None),
    # What was asked for gives way to what is asked for now, but not to another place.
    (["花咲補助金、いくらまで出る？"], "締め切りは？", "花咲補助金"),
    (["花咲補助金の上限額はいくらですか"], "対象は？", "花咲補助金"),
    (["花咲補助金の締切はいつ、対象は？"], "いくら？", "花咲補助金 対象"),
    (["花咲補助金はいくら"], "川崎市は？", "花咲補助金はいくら"),
    (["花咲補助金はいくら"], "ほかには？", "花咲補助金はいくら"),
    (["いくら出ますか"], "対象は？", "いくら出ますか"),
]


@pytest.mark.parametrize(("history", "question", "subject"), CHAINS)
def test_a_talk_goes_on_from_what_it_has_come_to(history, question, subject):
    assert read(question, history).subject == subject


TOLD = [
    # history, question, subject, cities, years, left out
    # A city or a year is put right.
    (["横浜で展示会に出たい"], "いや、横浜じゃなくて川崎",
     "横浜で展示会に出たい", ("川崎市",), (), ("横浜市",)),
    (["横浜で展示会に出たい", "いや、横浜じゃなくて川崎"], "上限は？",
     "展示会に出たい 川崎", ("川崎市",), (), ()),
    (["横浜で展示会に出たい"], "すみません、川崎市の間違いでした",
     "横浜で展示会に出たい", ("川崎市",), (), ()),
    (["いわき市の花咲補助金"], "去年じゃなくて今年のは",
     "いわき市の花咲補助金", ("いわき市",), (2026,), ()),
    (["川崎市の28年度の予算"], "28年度じゃなくて29年度",
     "川崎市の28年度の予算", ("川崎市",), (2017,), ()),
    # Where she is holds for what she asks afterwards, until she names another place.
    (["跡継ぎがいない", "川口です"], "店を改装したい", "川口", ("川口市",), (), ()),
    (["店は川崎にあります"], "電気代が上がって困っています", "川崎", ("川崎市",), (), ()),
    (["川崎で喫茶店をやってます"], "人を雇いたい", "川崎", ("川崎市",), (), ()),
    (["川口です", "店を改装したい"], "いくら？", "川口 店を改装したい", ("川口市",), (), ()),
    (["川口です", "いや、川崎です"], "店を改装したい", "川崎", ("川崎市",), (), ()),
    (["川口です"], "尼崎市で店を改装したい", None, ("尼崎市",), (), ()),
    (["川口です"], "ほかの市で店を改装した例を知りたい", "川口", (), (), ("川口市",)),
    (["川口です"], "ありがとう", None, (), (), ()),
    # So does where she asked about, which gives way to where she is.
    (["川口市の創業支援は？"], "店を改装したい", "川口市", ("川口市",), (), ()),
    (["店は川崎です", "川口市の創業支援は？"], "店を改装したい", "川崎", ("川崎市",), (), ()),
    (["店は川崎です", "川口市で展示会をやってますか"], "店を改装したい",
     "川崎", ("川崎市",), (), ()),
    (["店は川崎です", "創業の融資は"], "空き店舗を借りたい", "川崎", ("川崎市",), (), ()),
    (["横浜じゃなくて川崎です", "創業の融資は"], "空き店舗を借りたい", "川崎", ("川崎市",), (), ()),
    (["友達は川口で店をやってる。うちはいわき"], "上限は？", "いわき", ("いわき市",), (), ()),
    (["川崎市と連携した医工連携の事業は"], "人材育成の支援は？", None, (), (), ()),
    (["展示会に出たい", "川崎市の町工場です。従業員は8人です"], "うちは川崎じゃない",
     "展示会に出たい 川崎市", (), (), ("川崎市",)),
    (["川崎市の創業の支援は"], "よその県は？", "川崎市の創業の支援は", (), (), ("神奈川県",)),
    (["神奈川県の創業の支援は"], "ほかの県は？", "神奈川県の創業の支援は", (), (), ("神奈川県",)),
    (["神奈川県の創業の支援は"], "ほかの都道府県では？", "神奈川県の創業の支援は",
     (), (), ("神奈川県",)),
    # What she is, and whose part she asked for, are added to the subject.
    (["人を雇いたい", "パートです"], "上限は？", "人を雇いたい パート", (), (), ()),
    (["人を雇いたい", "やっぱり正社員"], "上限は？", "人を雇いたい 正社員", (), (), ()),
    (["人手不足", "いわきです", "奨学金返還の補助の対象は"], "締切は",
     "人手不足 いわき 奨学金返還の補助", ("いわき市",), (), ()),
    (["花咲補助金", "申請の締切は？"], "対象は？", "花咲補助金", (), (), ()),
    (["花咲補助金"], "一覧で見せて", "花咲補助金", (), (), ()),
    # A remark on an answer changes nothing.
    (["花咲補助金", "よくわかりません"], "対象は？", "花咲補助金", (), (), ()),
    (["花咲補助金", "はい", "そうです"], "対象は？", "花咲補助金", (), (), ()),
    (["花咲補助金", "これからです"], "対象は？", "花咲補助金", (), (), ()),
    (["花咲補助金"], "よくわかりません", None, (), (), ()),
]  # fmt: skip


@pytest.mark.parametrize(("history", "question", "subject", "cities", "years", "left_out"), TOLD)
def test_what_a_person_tells_at_the_counter(history, question, subject, cities, years, left_out):
    query = read(question, history)
    assert query.subject == subject
    assert (query.municipalities, query.years, query.excluded) == (cities, years, left_out)


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
    ([SHOPS, "展示会に出たい"], "川崎市 展示会に出たい"),
    ([SHOPS, "展示会に出たい", "いつ？", "対象は？"], "川崎市 展示会に出たい"),
    ([SHOPS, "", "😀"], SHOPS),
    (["いつ？", "対象は？"], "いつ？"),
    (["", ""], None),
    ([], None),
    # Of a long talk the last twenty questions are read, and of long ones 2,000 characters.
    ([SHOPS, *["対象は？"] * 19], SHOPS),
    ([SHOPS, *["対象は？"] * 20], "対象は？"),
    ([SHOPS, "対象は？", "。" * 1_900], SHOPS),
    ([SHOPS, "対象は？", "。" * 1_990], "対象は？"),
    ([SHOPS + "。" * 3_000], SHOPS + "。" * (2_000 - len(SHOPS))),
]


@pytest.mark.parametrize(("history", "subject"), HISTORIES)
def test_the_subject_is_the_last_question_that_names_something(history, subject):
    assert read("いくら？", history).subject == subject


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


MORE = [
    ("ほかには？", True),
    ("他に何かありますか", True),
    ("ほかの例は？", True),
    ("あとは？", True),
    ("ほかにもありますか。", True),
    ("ほかの市は？", False),
    ("ほかに締め切りが近いものは？", False),
    ("他人に店を譲りたい", False),
    ("いくら？", False),
    ("", False),
]


@pytest.mark.parametrize(("question", "more"), MORE)
def test_more_of_the_same_is_told_from_another_question(question, more):
    assert asks_more(question) is more
