"""What a talk is about after several questions: another scheme, a question beside, the first."""

import pytest

from tests.question_reader import read

TALKS = [
    # history, question, subject
    # What a question names beside the talk is what the next one is about.
    (["花咲補助金の上限は"], "では朝市補助金は？", None),
    (["花咲補助金の上限は", "では朝市補助金は？"], "上限は？", "朝市補助金"),
    (["川崎市の花咲補助金", "あと、夜店という融資は？"], "限度額は？", "川崎市 夜店という融資は？"),
    (["川崎市の花咲補助金", "花咲補助金は何に使える？"], "上限は？", "川崎市の花咲補助金"),
    (["川崎市の花咲補助金", "朝市補助金です"], "上限は？", "川崎市 朝市補助金です"),
    (["川崎市の花咲補助金", "信用保証料の補助は？"], "率は？", "川崎市 信用保証料の補助は？"),
    (["川崎市の花咲補助金", "旅費の補助は？"], "上限は？", "川崎市の花咲補助金 旅費"),
    (["明日の天気は"], "じゃあ花咲補助金は？", None),
    (["朝市共済", "掛金は？"], "じゃあ花咲共済との違いは？", "朝市共済"),
    # A condition and what she had of it stay with the scheme.
    (["花咲補助金の上限は"], "賃上げすると？", "花咲補助金"),
    (["花咲補助金"], "人を雇ったら？", "花咲補助金"),
    (["花咲補助金"], "朝市補助金をもらっていたら？", None),
    (["店を改装したい"], "賃上げすると？", None),
    (
        ["川崎市の花見の給付金のことなんだけど"],
        "うちは去年もらった",
        "川崎市の花見の給付金のことなんだけど",
    ),
    (
        ["川崎市の花見の給付金のことなんだけど", "前に申請して落ちました"],
        "いくら？",
        "川崎市の花見の給付金のことなんだけど",
    ),
    (["川崎市の花見の給付金"], "融資を受けました", "川崎市"),
    # A full question about the scheme leaves the talk where it was.
    (["花咲補助金のことを聞きたい"], "派遣社員は従業員に数える？", "花咲補助金"),
    (["花咲補助金で家賃は出ますか。川崎です"], "車を買えますか", "花咲補助金 川崎"),
    (["花咲補助金"], "雇用保険に入っていないと使えませんか", "花咲補助金"),
    (["花咲補助金の朝市枠でレジを買いたい"], "人を雇えますか", "花咲補助金の朝市枠"),
    (["花咲補助金", "派遣社員は従業員に数える？"], "上限は？", "花咲補助金"),
    # What may be about anything does not.
    (["花咲補助金"], "人を雇いたい", None),
    (["花咲補助金"], "人を雇うと助成金が出ますか", None),
    (["花咲補助金"], "海外で物を売るにはどうしますか", None),
    (["花咲補助金", "人を雇いたい"], "上限は？", "人を雇いたい"),
    (["展示会に出たい"], "車を買えますか", None),
    # A share of what is counted is of the same.
    (["花咲補助金の採択件数"], "女性の割合は？", "花咲補助金の採択"),
    # What puts right says nothing new; whether there is the same elsewhere is asked of no year.
    (["花咲補助金はいくらもらえますか"], "いえ、川崎市のほうです", "花咲補助金"),
    (["花咲補助金はいくらもらえますか", "いえ、川崎市のほうです"], "上限は？", "花咲補助金 川崎市"),
    (["花咲補助金の上限は", "いえ、朝市枠のほうです"], "率は？", "花咲補助金 朝市枠のほう"),
    (["川崎市の花見の奨励金、2024年度の件数は"], "横浜市にもある？", "川崎市の花見の奨励金"),
    (
        ["川崎市の花見の奨励金、2024年度の件数は", "横浜市にもある？"],
        "率は？",
        "花見の奨励金 横浜市",
    ),
    (["花咲補助金の締め切りはいつですか"], "車も買えますか", "花咲補助金"),
    # Back to what was said.
    (["花咲補助金", "店を改装したい"], "最初の話に戻るけど、いつまで？", "花咲補助金"),
    (["花咲補助金", "店を改装したい"], "さっきの話だけど、いつまで？", "店を改装したい"),
    (["花咲補助金", "最初の質問"], "いつまで？", "花咲補助金"),
]


@pytest.mark.parametrize(("history", "question", "subject"), TALKS)
def test_what_a_talk_has_come_to(history, question, subject):
    assert read(question, history).subject == subject


WORDS = [
    # question, its words as they are searched
    ("1番の詳しく", "詳しく"),
    ("じゃあ家賃は？", "家賃は？"),
    ("さっきの補助金の上限は", "補助金の上限は"),
    ("最初の話に戻るけど、いつまで募集？", "いつまで募集？"),
    ("じゃあ", "じゃあ"),
    ("でも家賃は？", "家賃は？"),
    ("でも、家賃は出ますよね", "家賃は出ますよね"),
    ("だけど家賃は？", "家賃は？"),
    ("上の子を保育園に預けたい", "上の子を保育園に預けたい"),
    ("一番安いのは", "一番安いのは"),
]

PARTS = [
    # before, question, how it is read
    ("川崎市の夜店資金の金利は", "創業資金は？", "創業資金の金利は？"),
    ("川崎市の夜店資金の利率を教えて", "創業のは？", "創業の利率は？"),
    ("花咲補助金の締切はいつですか", "では朝市補助金は？", "朝市補助金の締切は？"),
    ("花咲補助金の上限額はいくら", "朝市補助金の対象は？", "朝市補助金の対象は？"),
    ("花咲補助金で車は買えますか", "朝市補助金は？", "朝市補助金は？"),
    ("川崎市の花咲補助金の上限は", "人材育成は？", "人材育成は？"),
]


@pytest.mark.parametrize(("before", "question", "full"), PARTS)
def test_another_scheme_is_asked_for_the_same_part(before, question, full):
    assert read(question, [before]).text.split()[-1] == full


@pytest.mark.parametrize(("question", "words"), WORDS)
def test_what_leads_over_is_not_searched(question, words):
    assert read(question, ["花咲市場の空き店舗"]).words.split()[-1] == words
