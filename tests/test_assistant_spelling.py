"""Words written in hiragana are written as documents write them."""

import time

import pytest

from assistant.question.spelling import load_spellings

BUNDLED = load_spellings()

CASES = [
    ("ほじょきんはありますか", "補助金はありますか", ("補助金",)),
    ("じぎょうしょうけい", "事業承継", None),
    ("じぎょしょけいほじょきん", "事業承継補助金", None),
    ("せーふていねっとについて", "セーフティネットについて", ("セーフティネット",)),
    ("あきてんぽの しゅうり", "空き店舗の 修理", None),
    ("ゆうしをうける", "融資を受ける", ("融資", "受ける")),
    ("かわさきで おみせを かりたい", "川崎で お店を 借りたい", None),
    ("よこはまのそうだん", "横浜の相談", ("横浜", "相談")),
    ("いわきのそうだんまどぐち", "いわきの相談窓口", None),
    ("トイレなおしたい", "トイレ直したい", ("直し",)),
    ("コロナのときに さいだい200まんえん", "コロナのときに 最大200万円", ("最大", "万円")),
    # Beside kanji only longer nouns and places are read.
    ("こうじょうを建てかえたい", "工場を建てかえたい", ("工場",)),
    ("しながわの商店街で店をやっている", "品川の商店街で店をやっている", ("品川",)),
    ("キャッシュレスにしたいんだけど", "キャッシュレスにしたいんだけど", ()),
    ("展示会でこうじょうを見せたい", "展示会で工場を見せたい", ("工場",)),
    ("誰に頼めばいいかわからん", "誰に頼めばいいかわからん", ()),
    ("保証は付かないそうですが", "保証は付かないそうですが", ()),
    ("「だいたいこのくらい」と書いた紙", "「だいたいこのくらい」と書いた紙", ()),
    ("農家のおかみさんどうし", "農家のおかみさんどうし", ()),
    # A place may be written in hiragana, or begin the name of something else.
    ("かわさき市の創業", "川崎市の創業", ("川崎市",)),
    ("さいたま市の創業", "さいたま市の創業", ()),
    ("川崎のかわさき基準とは", "川崎のかわさき基準とは", ()),
    ("よこはまグッズの認証", "よこはまグッズの認証", ()),
    ("店がよこはま", "店が横浜", ("横浜",)),
    # Katakana too, where it is no word as it stands.
    ("ジギョウショウケイ", "事業承継", ("事業承継",)),
    ("ﾎｼﾞｮｷﾝ", "補助金", ("補助金",)),
    ("ホジョキンハアリマスカ", "補助金はありますか", None),
    ("ミセヲ ヒラキタイ", "店を 開きたい", None),
    ("ホームページ セイサクヒ", "ホームページ 制作費", ("制作費",)),
    ("ホジョキンを使いたい", "補助金を使いたい", ("補助金",)),
    ("ジギョウショウケイってなに", "事業承継ってなに", ("事業承継",)),
    ("チラシ メニュー ショップ", "チラシ メニュー ショップ", ()),
    ("キャッシュレス", "キャッシュレス", ()),
    ("ﾃﾚﾜｰｸ", "テレワーク", ()),
    ("コワーキングの場所", "コワーキングの場所", ()),
    # Names of firms and goods.
    ("マネーフォワード", "マネーフォワード", ()),
    ("カミナシを入れたい", "カミナシを入れたい", ()),
    ("カワサキハロウィンの来場者数", "カワサキハロウィンの来場者数", ()),
    # What is in no kana stays.
    ("補助きん", "補助きん", ()),
    ("DX", "DX", ()),
    ("", "", ()),
]


@pytest.mark.parametrize(("text", "spelled", "changed"), CASES)
def test_respelled(text, spelled, changed):
    result, words = BUNDLED.respell(text)
    assert result == spelled
    if changed is not None:
        assert words == changed


@pytest.mark.parametrize(
    "ending",
    """
    でしょうか ましょうか くださいませんでしょうか ないでしょうか
    しなければならないのでしょうか ているんですけど どうすればいいですか
    ありがとうございます どこにありますか してくれませんか こんにちは ありがとう
    """.split(),  # noqa: SIM905
)
def test_how_people_ask_is_left_alone(ending):
    assert BUNDLED.respell(ending) == (ending, ())


@pytest.mark.parametrize(
    "text", ["みせをあけたい" * 285, "店" + "ぬ" * 2000, "店 " + "しょうしょう" * 333]
)
def test_a_question_as_long_as_may_be_is_read_soon(text):
    BUNDLED.respell("みせ")  # loads the words
    started = time.process_time()
    BUNDLED.respell(text)
    assert time.process_time() - started < 1.0


def test_the_end_of_a_very_long_question_stays_as_it_is():
    long = "みせをかりたい" * 43
    assert BUNDLED.respell(long)[0] == "店を借りたい" * 42 + "店を借りた" + "い"
    assert BUNDLED.respell(long + "みせ")[0].endswith("いみせ")
