"""Kinds of sentences that answer little by themselves: questions, pointers, fields, names."""

from __future__ import annotations

import re

from corpus.language.japanese import words

_ERA = r"(?:(?:令和|平成|昭和)(?:元|\d{1,2})|\d{4})"
_ANNOUNCES = re.compile(  # 「内容は次のとおりです。」, 「以下の要件を満たすこと。」
    r"(?:(?:次|下記|(?<![\d一-龥%％])以下)の(?!世代)[^、。：:）)\n]{0,16}"
    r"(?:です|ます|ました)?|(?:次|以下)に(?:掲げ|示)[^。：:\n]{1,30})"
    r"(?:[。：:]\s*|\s*\n\s*|\s*\Z)"
)
_POINTS_ELSEWHERE = re.compile(  # 「詳細はホームページをご覧ください」
    r"(?:[ご御](?:覧|確認|参照)|参照して|問い?合わ?せ)[^。\n]{0,6}(?:ください|下さい|いただけます|頂けます)|問い?合わ?せ先"
    r"|\A[\s*（(]*(?:〒|(?:TEL|ＴＥＬ|FAX|ＦＡＸ|電話(?:番号)?|(?:受付|営業|開庁|窓口)時間)[\s:：])"
)
_FIELD = re.compile(
    r"([^\s\d:。、|]{1,12}): [^。\n]*\Z"
)  # of a row of a table: 「キーワード: 起業」
_OF_A_PAGE = re.compile(
    r"(?:最終)?(?:更新|掲載|登録|公開)日\s*[:：]|ページ(?:ID|番号)\s*[:：]|現在(?:位置|のページ)\s*[:：]"
    r"|(?:ホーム|トップ(?:ページ)?)\s*[>＞›»]|(?:本文|メニュー)へ(?:移動|スキップ)?\Z"
    r"|(?:市区?町村|自治体|都道府県)名?: \S+\Z"
)
_DATED = re.compile(
    rf"(?:(?:発行|(?:最終)?(?:更新|掲載|公開|登録|作成)日)\s*[:：]\s*)?{_ERA}年(?:度|\d{{1,2}}月(?:\d{{1,2}}日)?)\s*(?:現在|発行|作成|改[定訂正]|版)?"
)
_ISSUED = re.compile(  # 「改正 告示第71号」 of a rule
    r"(?:(?:最終|全部|一部)?(?:改正|制定|公布)\s*)?[^\s\d。、]{0,10}"
    r"(?:告示|訓令|条例|規則|要[綱領]|規程|公告)[甲乙]?第\d+号"
)
_MADE_OF = re.compile(  # 「国の案内をもとに作成した資料」
    r"[^。\n]{1,60}を(?:もと|基|元)に(?:作成|編集|要約)した[^。\n]{0,8}(?:資料|もの)"
)
_ANNEX = re.compile(  # 「別表（第4条関係）」, 「附 則（令和8年告示第71号）」
    r"(?:別[表紙記]|様式)(?:第?\d+(?:号)?)?\s*[（(]第\d+条[^（）()]{0,8}関係[）)]"
    r"|附\s?則(?:\s*[（(][^（）()]{1,30}[）)])?"
)
_ROUNDS = re.compile(r"[^。\n]*端数[^。\n]*切り?[捨上][^。\n]*。?")
_OFFICE = re.compile(r"[市区町村県都府課部局室係所会]\Z")
_DIGIT = re.compile(r"\d")
_OF_NAMES = frozenset("名詞 接頭辞 接尾辞 補助記号 記号 空白".split())  # noqa: SIM905
_BETWEEN_NAMES = frozenset("の と や".split())  # noqa: SIM905


def announced_from(text: str, start: int, end: int) -> int | None:
    """Return where what `text[start:end]` announces begins, None if it announces nothing."""
    ends = [found.end() for found in _ANNOUNCES.finditer(text, start, end)]
    return ends[-1] if ends else None


def points_elsewhere(text: str) -> bool:
    """Tell whether a text sends the reader on: to somebody, to a page, to what follows it."""
    return announced_from(text, 0, len(text)) == len(text) or (
        _POINTS_ELSEWHERE.search(text) is not None
    )


def without_rounding(text: str) -> str:
    """Return a text without what rounds an amount, which tells none: 「1,000円未満の端数は…」."""
    return _ROUNDS.sub("", text)


def holds_rows(text: str) -> bool:
    """Tell whether a text is of a table's rows, the line that names it aside."""
    return text.startswith("|") or "\n|" in text


def is_field(text: str) -> bool:
    """Tell whether all lines are short fields of a programme: what it is filed under."""
    return all(_FIELD.match(line) for line in text.split("\n"))


def is_furniture(text: str) -> bool:
    """Tell whether a line is of the page, not of what it tells: its date, its place, its cover.

    「更新日：2026年4月1日 ページID：123」, 「ホーム > しごと」, 「市町村: 岡谷市」,
    「令和8年4月 岡谷市商工課」, 「令和8年4月1日 告示第12号」, 「別表（第4条関係）」.
    """
    if _OF_A_PAGE.match(text) or _ANNEX.fullmatch(text):
        return True
    dated, found = _DATED.subn("", text)
    dated = _ISSUED.sub("", dated).strip(" \u3000()（）")
    if _MADE_OF.fullmatch(dated):
        return True
    return found > 0 and (not dated or (_OFFICE.search(dated) is not None and only_names(dated)))


def label_of(text: str) -> str:
    """Return what a short field is called, nothing where a text is none, or several."""
    field = _FIELD.match(text)
    return field[1] if field else ""


def only_names(text: str) -> bool:
    """Tell whether a text is nothing but nouns, without a number: 「岡谷市商工課」."""
    return _DIGIT.search(text) is None and all(
        word.pos in _OF_NAMES or word.lemma in _BETWEEN_NAMES for word in words(text)
    )
