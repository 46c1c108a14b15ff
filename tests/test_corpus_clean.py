from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.clean import display_text, heading_text, search_text

SEARCHED = {
    "HTML of a cell": (
        '| <p>狭い通り</p> <ul style="x"><li>広げる</li><li>飾る</li></ul> | <u>店先</u><br>客足 |',
        "狭い通り ・広げる ・飾る 店先 客足",
    ),
    "a check box": ('<input type="checkbox"/> 名簿を配る', "□ 名簿を配る"),
    "angle brackets that are text": ("<朝市の出店>の補助", "<朝市の出店>の補助"),
    "entities": ("R&amp;D と 5&lt;6", "R&D と 5<6"),
    "Markdown": ("## **対象**と[店の会](https://example.jp/a_(b))", "対象と店の会"),
    "the dashes below a header": ("| 年 | 人 |\n|---|:-:|\n| 甲 | 9 |", "年 人 甲 9"),
    "a line broken inside a word": (
        "通りに並ぶ小さな店は、長い間まちの暮ら\nしを支えてきた。",
        "通りに並ぶ小さな店は、長い間まちの暮らしを支えてきた。",
    ),
    "a blank line ends what stands above it": (
        "通りに並ぶ小さな店は、長い間まちの暮らし\n\n店を支えてきたもの",
        "通りに並ぶ小さな店は、長い間まちの暮らし 店を支えてきたもの",
    ),
    "a sentence broken twice, the second time short": (
        "通りに並ぶ小さな店は、長い間まちの暮\nら\nしを支えてきた。",
        "通りに並ぶ小さな店は、長い間まちの暮らしを支えてきた。",
    ),
    "short lines stay apart": ("山川市\n海川市", "山川市 海川市"),
    "an item starts a new line": (
        "通りに並ぶ小さな店が長く続くための工夫\n・花を飾る",
        "通りに並ぶ小さな店が長く続くための工夫 花を飾る",
    ),
    "a label starts a new line": (
        "通りに並ぶ小さな店が長く続くための工夫\n窓口：商工課\n目的: 助け",
        "通りに並ぶ小さな店が長く続くための工夫 窓口:商工課 目的: 助け",
    ),
    "cells stay apart": (
        "| 通りに並ぶ小さな店が長く続くための工夫 | 花を飾る | 商工課 |",
        "通りに並ぶ小さな店が長く続くための工夫 花を飾る 商工課",
    ),
    "columns stay apart": (
        "通りに並ぶ小さな店が長く続くための工夫\t花を飾る",
        "通りに並ぶ小さな店が長く続くための工夫 花を飾る",
    ),
    "a cell broken inside a word": (
        "| 1 | 通りに並ぶ小さな店が長く続くため\nの工夫 |",
        "1 通りに並ぶ小さな店が長く続くための工夫",
    ),
    "a column's edge inside a sentence": (
        "店の知らせが客 に届いていな い状 況が続く。",
        "店の知らせが客に届いていない状況が続く。",
    ),
    "blanks between names stay": ("座長 山川 委員 海川", "座長 山川 委員 海川"),
    "a title letter by letter": ("山 川 市", "山川市"),
    "column heads letter by letter": ("| 役 職 名 | 氏 名 |", "役職名 氏名"),
    "Latin letters one by one": ("Ｉ Ｔ 化と K P I", "IT 化と KPI"),
    "blanks in an amount": ("(1, 234 千円)", "(1,234 千円)"),
    "simplified characters": ("特产品の通り", "特産品の通り"),
    "Hangul in katakana": ("アプ리케이션", "アプリケーション"),
    "a word recognised wrongly": ("コミュニケイション", "コミュニケーション"),
    "a dash read as the number one": ("コ一ディネ一タ一と話す", "コーディネーターと話す"),
    "the number one stays": ("センター一つとグループ一体", "センター一つとグループ一体"),
    "hiragana in katakana": ("スぺシャル", "スペシャル"),
    "radicals in place of kanji": ("⻑い⼈の⻄", "長い人の西"),
    "half-width katakana and full-width digits": ("ﾃﾚﾜｰｸ１２", "テレワーク12"),
    "circled numbers": ("①店②客", "1 店 2 客"),
    "squared words": ("㈱山川 ５㎞", "(株)山川 5km"),
    "a diagram": (
        '```mermaid\ngraph LR\n    A[小さな店] -- "知らせる" --> B[客]\n```',
        "小さな店 知らせる 客",
    ),
    "a diagram that its fence does not name": (
        '店。\n```\n\ngraph LR\n    A[小さな店] -- "知らせる" --> B[客]\n```\n[市]',
        "店。 小さな店 知らせる 客 [市]",
    ),
    "a heading below a line broken inside a word": (
        "通りに並ぶ小さな店は、長い間まちの暮ら\n## しを支えてきた。",
        "通りに並ぶ小さな店は、長い間まちの暮ら しを支えてきた。",
    ),
    "what nobody sees inside words": (
        "補\u200b助\u00ad金は\u202e5万円\u202c、葛\U000e0100城市",
        "補助金は5万円、葛城市",
    ),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("text", "expected"), SEARCHED.values(), ids=SEARCHED.keys())
def test_search_text(text, expected):
    assert search_text(text) == expected


SHOWN = {
    "tags become lines": ("店<br>客<ul><li>甲</li><li>乙</li></ul>後", "店\n客\n・甲\n・乙\n後"),
    "a row stays one line": ("| 店<br>客 | <ul><li>甲</li></ul> |", "| 店 客 | ・甲 |"),
    "the rule of a table is gone": (
        "| 年 | 人 |\n|---|:-:|\n| 甲 | 9 |",
        "| 年 | 人 |\n| 甲 | 9 |",
    ),
    "rules with blanks, and without bars at their ends": (
        "甲\n \t|  :--:  |--- \t|  \n乙\n-|-\n丙\n|---|---\n丁\n | -\n戊\n|- -|",
        "甲\n乙\n丙\n丁\n | -\n戊\n|- -|",
    ),
    "the text keeps its characters": ("１．㈱山 川\n\n市", "１．㈱山 川\n\n市"),
    "blank lines are one": ("店\n \n\n\n客", "店\n\n客"),
    "a comment on a script is text for whoever shows it": ("&lt;script&gt;", "<script>"),
    "a heading begins a line": (
        "# 店\n【方法】### 【客】の## 声\n電話：#7700\n<br>## 後",
        "店\n【方法】\n【客】の\n声\n電話：#7700\n\n後",
    ),
    "but not in a row": ("| ## 店 | 【方法】### 客 |", "|  店 | 【方法】 客 |"),
    "a quotation has no mark": ("> 店\n > 客\n甲 > 乙\n>5人", "店\n客\n甲 > 乙\n>5人"),
    "a line broken inside a sentence is whole": (
        "市は、小さな店が長く続くように次のことを行\nう。\n店",
        "市は、小さな店が長く続くように次のことを行う。\n店",
    ),
    "what nobody sees is gone": ("店\u202e客\u200b\x00", "店客"),
    "but not the form of a character": ("葛\U000e0100城市", "葛\U000e0100城市"),
}


@pytest.mark.parametrize(("text", "expected"), SHOWN.values(), ids=SHOWN.keys())
def test_display_text(text, expected):
    assert display_text(text) == expected


HEADINGS = {
    "Markdown": ("### **対象** となる人", "対象 となる人"),
    "the first row of a table": ("| 朝市の応援 * | |\n|---|---|", "朝市の応援"),
    "three lines": ("第 7 条\n\n店の応援及び\n催しの支え", "第 7 条 店の応援及び 催しの支え"),
    "letter by letter, between dashes": ("— 目 次 —", "目次"),
    "an item that heads": ("- 1 店を増やす", "1 店を増やす"),
    "a symbol stays": ("○参加した人", "○参加した人"),
}


@pytest.mark.parametrize(("text", "expected"), HEADINGS.values(), ids=HEADINGS.keys())
def test_heading_text(text, expected):
    assert heading_text(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"店\n{' ' * 60_000}客",
        f"|{' ' * 60_000}客",
        "|-|- -" * 10_000,
        f"{'あ' * 20}\n" + "い\n" * 30_000,
        "**店 " * 15_000,
        "[店](" * 15_000,
        "川 " * 30_000,
        "K " * 30_000,
        "アー一" * 20_000,
    ],
    ids=lambda text: text[:8],
)
def test_hostile_text_takes_time_in_proportion_to_its_length(text):
    # In quadratic time the first would take 70 seconds; in linear time all take tenths of one.
    started = process_time()
    search_text(text)
    display_text(text)
    assert process_time() - started < 3


@given(st.text(alphabet="店客 \n\t|<>pbr/lui[]()*`~#-・一アあ1,&;", max_size=80))
def test_any_text_has_forms(text):
    assert "\n" not in search_text(text)
    assert display_text(text) == display_text(text).strip()
