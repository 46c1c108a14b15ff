"""Kinds of sentences that answer little by themselves: questions, pointers, fields, names."""

from __future__ import annotations

import re

from corpus.japanese import words

_QUESTION = re.compile(  # 「重要ではないか。」 and 「参加しませんか。」 are none
    r"(?:(?:です|ます|ました|でした|でしょう|よい|良い|いい|可能|必要|どう)か[。？?]?|[？?])[\s|」』）)]*\Z"
)
_ANNOUNCES = re.compile(  # 「内容は次のとおりです。」, 「以下の要件を満たすこと。」
    r"(?:次|下記|(?<![円人名社件%％年月日回\d])以下)の[^、。：:）)\n]{0,16}(?:です|ます|ました)?"
    r"(?:[。：:]\s*|\s*\n\s*|\s*\Z)"
)
_POINTS_ELSEWHERE = re.compile(  # 「詳細はホームページをご覧ください」
    r"(?:[ご御](?:覧|確認|参照)|参照して|問い?合わ?せ)[^。\n]{0,6}(?:ください|下さい|いただけます|頂けます)|問い?合わ?せ先"
    r"|\A[\s*（(]*(?:〒|(?:TEL|ＴＥＬ|FAX|ＦＡＸ|電話(?:番号)?|(?:受付|営業|開庁|窓口)時間)[\s:：])"
)
_FIELD = re.compile(r"[^\s\d:。、|]{1,12}: [^。]*\Z")  # of a row of a table: 「キーワード: 起業」
_DIGIT = re.compile(r"\d")
_OF_NAMES = frozenset("名詞 接頭辞 接尾辞 補助記号 記号 空白".split())  # noqa: SIM905
_BETWEEN_NAMES = frozenset("の と や".split())  # noqa: SIM905


def is_question(text: str) -> bool:
    """Tell whether a text ends with a question."""
    return _QUESTION.search(text) is not None


def announced_from(text: str, start: int, end: int) -> int | None:
    """Return where what `text[start:end]` announces begins, None if it announces nothing."""
    ends = [found.end() for found in _ANNOUNCES.finditer(text, start, end)]
    return ends[-1] if ends else None


def points_elsewhere(text: str) -> bool:
    """Tell whether a text sends the reader on: to somebody, to a page, to what follows it."""
    return announced_from(text, 0, len(text)) == len(text) or (
        _POINTS_ELSEWHERE.search(text) is not None
    )


def holds_rows(text: str) -> bool:
    """Tell whether a text is of a table's rows, the line that names it aside."""
    return text.startswith("|") or "\n|" in text


def is_field(text: str) -> bool:
    """Tell whether a line is a short field of a programme: what it is filed under."""
    return _FIELD.match(text) is not None


def only_names(text: str) -> bool:
    """Tell whether a text is nothing but nouns, without a number: 「岡谷市商工課」.

    The names in a row of a table stand for what its columns say of each other.
    """
    return (
        not holds_rows(text)
        and _DIGIT.search(text) is None
        and all(word.pos in _OF_NAMES or word.lemma in _BETWEEN_NAMES for word in words(text))
    )
