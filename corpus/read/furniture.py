"""Lines of a web page that tell of the page itself: where it stands, when it was changed.

City pages carry them all, and they name what the page is about: quoted, they would answer nothing.
"""

from __future__ import annotations

import re

from corpus.names.year_forms import PLAIN

_DATE = (
    r"(?:[^\s:]{1,8}年\s?\d{1,2}月\s?\d{1,2}日|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
    r"|[RH]\d{1,2}\.\d{1,2}\.\d{1,2})"
)
_STAMP = (
    rf"(?:(?:最終)?(?:更新|掲載|公開|登録)(?:年月)?日\s?:?\s?{_DATE}(?:\s?更新)?"
    r"|(?:ページ|記事|コンテンツ)\s?(?:ID|番号)\s?:?\s?\d+"
    r"|印刷(?:用ページを(?:表示|開く))?(?:する)?)"
)
_TRAIL = (
    r"現在(?:の)?(?:位置|地|ページ)(?:\s?:.*|[^>›»]*[>›»].*)?"
    r"|(?:トップ(?:ページ)?|ホーム|HOME|TOP)\s?[>›»].*"
)
_LINK = (
    r"本文(?:へ|に)(?:移動|スキップ)(?:する|します)?"
    r"|(?:この)?ページの?(?:先頭|トップ|上)(?:へ|に)(?:戻る)?"
)
_SITE = (  # what stands at the top of every page of a site
    r"[^\s。、]{1,20}公式\s?(?:ホームページ|(?:ウェブ|Web|WEB)?サイト|HP)"
    r"|(?:サイト内|ページ内|キーワード)(?:を|で)?検索(?:する)?"
    r"|(?:メニュー|検索)(?:を)?(?:開く|閉じる)|文字(?:の)?サイズ(?:[\s:・]*(?:標準|拡大|縮小|変更))*"
)
_FURNITURE = re.compile(rf"(?:{_STAMP}[\s|]*)+|(?:(?:{_SITE})\s*)+|{_TRAIL}|{_LINK}")
_LONGEST = 200  # characters: a trail of links through a whole site


def is_furniture(line: str) -> bool:
    """Tell whether a line is of the page alone: 「現在位置：ホーム > 産業」."""
    plain = line.translate(PLAIN).strip()
    return len(plain) <= _LONGEST and _FURNITURE.fullmatch(plain) is not None
