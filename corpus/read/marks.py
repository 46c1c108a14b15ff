"""What a line starts with: the mark that makes it a heading, an item, a note, a table's row."""

from __future__ import annotations

import re
import unicodedata

# 「3 人が」 and 「10 年度」 are quantities, 「3 人材」 is a heading: no kanji follows a counter.
_COUNTERS = (
    r"(?:年度|年間|(?:年|月|日|人|件|社|回|円|％|%|つ|名|者|箇所|か所|カ所|ヶ所|級|次|期|号|時|分|歳|位|割"
    r"|倍|千|万|億|都|県|市|区|商品|階|講座|台|校|団体|か月|以上|以下|未満)(?![一-鿿]))"
)
_NUMERAL = r"[0-9０-９一二三四五六七八九十百]+"

_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("fence", r"```|~~~"),
        ("markdown", r"#{1,6}[ \t]+\S"),
        ("row", r"\|"),
        ("rule", r"(?:-{3,}|\*{3,}|_{3,}|={3,})$"),
        (
            "page number",
            r"(?:[-－—–―]\s*)?[0-9０-９]{1,4}(?:\s*[-－—–―]|\s*/\s*\d{1,4})?$|[Pp]\.\s*\d+$",
        ),
        ("contents", r"[—―－\-\s]*目\s*次[—―－\-\s]*$"),
        ("part", rf"第\s*{_NUMERAL}\s*[編部](?=\s|$)"),
        ("chapter", rf"第\s*{_NUMERAL}\s*章"),
        ("section", rf"第\s*{_NUMERAL}\s*節"),
        ("article", rf"第\s*{_NUMERAL}\s*条(?:の{_NUMERAL})?(?![第にのがをはでと、及又から])"),
        (
            "annex",
            r"[（(<＜]?(?:別紙|別表|別添|別記|参考|附\s?則|様式)[0-9０-９一二三]*(?:[）)>＞：:\s]|$)",
        ),
        ("year", r"(?:(?:平成|令和|[HRＨＲ])\s*)?(?:[0-9０-９]{1,4}|元)\s*年度?\s*[：:]"),
        ("colon", r"[：:]\s*\S"),
        (
            "caption",
            r"図表[\s　0-9０-９]|(?:図|表|写真)\s*[0-9０-９]"
            r"|(?:出所|出典|資料)\s*[：:]|[（(]出[所典]",
        ),
        ("note", r"[※＊]|\*[^\s*]|[（(]?注[0-9０-９]*[）):：]"),
        (
            "decimal",
            r"[0-9０-９]{1,2}(?:[.．\-－][0-9０-９]{1,2})+[.．]?(?:\s+|(?=[^\s0-9.%％]))(?=\S)",
        ),
        ("number", rf"[0-9０-９]{{1,2}}(?:[.．、]\s*|\s+)(?!{_COUNTERS})(?=[^\s0-9０-９.|/])"),
        ("number", r"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]\s*[.．、]?\s*(?=\S)"),
        ("paren", r"[（(]\s*[0-9０-９]{1,2}\s*[）)][.．]?\s*(?=\S)|[⑴-⒇]\s*(?=\S)"),
        ("half paren", r"[0-9０-９]{1,2}[)）]\s*(?=\S)"),
        ("circled", r"[①-⑳]\s*(?=\S)"),
        ("kana", r"[（(][ア-ン][）)]\s*(?=\S)|[ア-オカ-コ][\s　．.]\s*(?=\S)"),
        ("kanji number", r"[一二三四五六七八九十]{1,3}[\s　]+(?=\S)"),
        (
            "question",
            r"(?:[QＱ](?:\s*[0-9０-９]+(?:[-－‐.．][0-9０-９]+)?|(?=[\s　.．：:]))"
            r"|問\s*[0-9０-９]+)[\s　.．：:]*(?=\S)",
        ),
        (
            "answer",
            r"[AＡ](?:\s*[0-9０-９]+[-－‐.．][0-9０-９]+|[0-9０-９]{0,3}[.．：:　])"
            r"|[AＡ][0-9０-９]{1,3}\s|答\s*[0-9０-９]*[\s　.．：:]",
        ),
        ("symbol", r"([○〇●◯◎■□◆◇▼▽★☆▶►▷])(?!\1)\s*(?=\S)"),
        # Bullets of Wingdings have private code points.
        ("dash", r"(?:[-*+–]\s+|[・•‣➢✓⇒→\uf000-\uf0ff]\s*)(?=\S)"),
        ("angle", r"[＜<][^＞>/]{1,30}[＞>]$"),
        ("bracket", r"[〈《][^〉》]{1,30}[〉》]$|【[^】]{1,40}】(?:\s*[（(]?[nｎN]\s*[=＝].*)?$"),
        ("aside", r"[（(][^（）()]{1,30}[）)]$"),
        ("quoted", r"「[^」]{2,40}」\s*[（(【][^。]*[）)】]$"),
    )
)

NUMBERED = frozenset(
    {"part", "chapter", "section", "article", "decimal", "number", "paren", "half paren", "circled"}
    | {"kana", "kanji number", "symbol", "question"}
)
"""Marks that stand before headings as well as before items."""

ITEMS = frozenset({"dash", "year", "colon"})
"""Marks that stand before items of a list only."""

_COUNT = re.compile(r"[(]?\s*(\d{1,2}|[一二三四五六七八九十]{1,3})")
_KANJI_COUNTS = {
    f"{tens}{ones}": 10 * at + number
    for at, tens in enumerate(("", "十", "二十"))
    for number, ones in enumerate(("", *"一二三四五六七八九"))
    if tens or ones
}
_SYMBOLS = {"○": "○", "〇": "○", "◯": "○"}
_DASHED_NUMBER = re.compile(r"[-*+–]\s+(?=[0-9０-９]{1,2}[\s.．]\s*\S)")
_ORGANISATION = re.compile(
    r"[^\s、。・「」（）()]{1,14}"
    r"(?:市|区|町|村|県|都|府|商工会議所|商工会|協議会|公社|財団|協会|振興会)$"
)
_DATE = re.compile(
    r"(?:(?:平成|令和|昭和|[HRＨＲ])\s?)?(?:\d{1,4}|元)\s?[年./]\s?(?:度|\d{1,2}\s?[月./]?\s?"
    r"(?:\d{1,2}\s?日?)?)?[\s（(月火水木金土日）)]*(?:発行|現在|改定|改正|版|作成|制定)?$"
)
_SENTENCE = re.compile(r"。(?!\s*[」』）)]?$)|[。、，,；;：:]\s*$|(?:です|ます|ました|である)$")
_CONTACT = re.compile(r"電話|ＴＥＬ|TEL|FAX|ＦＡＸ|〒|https?:|@|＠|☎|E-?mail", re.IGNORECASE)
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-鿿々]")
_LONGEST_ENTRY = 200  # characters of a line of a table of contents, leaders counted
_LEADERS = re.compile(r"[.．…・‥]{3,}")
_TO_PAGE = re.compile(r"(?:[.．…・‥]{3,}|\s)\s*[0-9０-９]{1,3}$")


def mark_of(text: str) -> str:
    """The name of the mark a stripped line starts with; `text` for a line without one.

    A symbol is told from the others: `symbol ○` is another mark than `symbol ■`.
    """
    numbered = _DASHED_NUMBER.match(text)
    if numbered:
        text = text[numbered.end() :]
    for name, pattern in _MARKS:
        if pattern.match(text):
            return f"symbol {_SYMBOLS.get(text[0], text[0])}" if name == "symbol" else name
    if numbered:
        return "dash"
    if "\t" in text:
        return "cells"
    return "text"


def family(mark: str) -> str:
    """The mark without its symbol: `symbol ○` is a `symbol`."""
    return mark.split(" ")[0] if mark.startswith("symbol") else mark


def count_of(text: str) -> int | None:
    """The number in the mark that a stripped line starts with: 3 of 「(3) …」, 「③」, 「三 …」."""
    found = _COUNT.match(unicodedata.normalize("NFKC", text[:8]))
    if found is None:
        return None
    return int(found[1]) if found[1].isdecimal() else _KANJI_COUNTS.get(found[1])


def is_title_like(text: str, longest: int = 40) -> bool:
    """Whether a line could be a heading: short, whole, no sentence, no address, no date."""
    return (
        2 <= len(text) <= longest
        and _JAPANESE.search(text) is not None
        and _SENTENCE.search(text) is None
        and not is_contact(text)
        and not is_date(text)
        and text.count("（") + text.count("(") == text.count("）") + text.count(")")
        and _LEADERS.search(text) is None
    )


def is_date(text: str) -> bool:
    """Whether the line is a date or a year and nothing else (「平成 29 年 9 月発行」)."""
    return _DATE.match(unicodedata.normalize("NFKC", text)) is not None


def is_organisation(text: str) -> bool:
    """Whether the line is a city, ward or body and nothing else (「東大阪市」, 「川 崎 市」)."""
    return _ORGANISATION.match(re.sub(r"\s", "", text)) is not None


def is_contact(text: str) -> bool:
    """Whether the text holds an address, a telephone number or a link."""
    return _CONTACT.search(text) is not None


def is_contents_line(text: str) -> bool:
    """Whether the line ends with the page it points to, as in a table of contents."""
    return _TO_PAGE.search(text[-_LONGEST_ENTRY:]) is not None
