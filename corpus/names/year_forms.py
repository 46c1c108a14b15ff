"""How years are written in Japanese texts: the patterns, and the value of the digits in them.

The patterns expect a text translated with `PLAIN`, in which full-width digits, letters, brackets
and dashes have become ASCII, character for character.
"""

from __future__ import annotations

import re

_DIGITS = "〇一二三四五六七八九"
# One character for one: offsets must hold in the text as it was given.
PLAIN = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {ord(mark): "-" for mark in "‐‑‒–—―−"}
    | {0x3000: " ", ord("〜"): "~", ord("’"): "'"}
)

_NAME = "明治|大正|昭和|平成|令和|[㍾㍽㍼㍻㋿]"
_NUMBER = "元|\\d\\s?\\d|\\d|[〇一二三四五六七八九十]{1,4}"
# 「5年度続けて」 and 「3年度連続」 tell how long, not when; so do 「通算3年度」 and 「直近2年度」.
_LENGTH = "も?続けて|連続(?!講)|ぶり|に(?:わた|渡|亘)"
_NO_LENGTH_BEFORE = "(?<!通算|最長|最大|最低|連続|延べ|合計|直近|過去|今後)(?<!通算で)"
# 「2年度以内」, 「3年度分の決算書」, 「2年度に3回まで」. 「1年度」 is never said for 「元年度」.
_COUNT = (
    r"[目間前後内当あ\d]|につ|以[内上]|未満|分(?![野担析類])"
    r"|に\s?\d{1,3}\s?[回件人名社台](?:まで|[限以を])"
)
# The first look at a single character makes the search twelve times as fast.
HEAD = re.compile(
    r"(?=[明大昭平令㍾㍽㍼㍻㋿HRSTMF0-9'一二再来今本昨去お両])(?:"
    rf"(?P<name>{_NAME})\s{{0,3}}(?P<number>{_NUMBER})(?!\d)"
    r"|(?<![A-Za-z0-9])(?P<letter>[HRSTM])\s?(?P<letter_number>元|\d{1,2})(?!\d)"
    r"|(?<![A-Za-z0-9])FY\s?'?(?P<fy>\d{4}|\d{2})(?!\d)"
    r"|(?<![\dA-Za-z.-])(?<!\d,)(?P<western>(?:18|19|20)\d\d)(?!\d)"
    r"|(?P<kanji>[一二](?:千[一二三四五六七八九十百]{0,6}|[〇一二三四五六七八九]{3}))(?=年)"
    r"|'(?P<apostrophe>\d\d)(?=年\s?度)"
    rf"|(?<![\d第約./-])(?<!\d,)(?<!第\s){_NO_LENGTH_BEFORE}(?P<short>"
    r"\d{1,2}(?=年\s?\d{1,2}\s?月)"
    r"|\d{1,2}(?=(?:\s?[・~-]\s?\d{1,2}){1,5}\s{0,2}年\s?度)"
    rf"|\d\d(?=\s{{0,2}}年\s?度(?![目間]|{_LENGTH}))"
    rf"|[2-9](?=\s?年\s?度(?!{_COUNT}|{_LENGTH})))"
    r"|(?P<word>再来年|(?<!以)(?<![将従本由古元])来年|(?<!昨)今年|(?<![日基資])本年(?!金)"
    r"|一昨年|昨年|(?<!過)去年|おととし)(?P<word_fiscal>度)?"
    r"|(?P<both>両年度))"
)
GLOSS = re.compile(
    rf"\s?\((?:西暦)?(?P<era>{_NAME}|[HRS])?\s?(?P<number>\d{{4}}|{_NUMBER})\s?(?:年\s?度?)?\)"
)
UNIT = re.compile(r"\s{0,2}(?:(?P<fiscal>(?:会計|事業)?年\s?度)|年(?![間代齢金目]))")
MONTH = re.compile(
    r"\s?の?\s?(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s?月"
    r"(?:\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?日(?:\s?\([^()\n]{1,5}\))?)?"
)
NUMERIC_DATE = re.compile(
    r"(?P<mark>[./-])\s?(?P<month>\d{1,2})(?:(?P=mark)\s?(?P<day>\d{1,2}))?(?!\d|(?P=mark)\d)"
)
NEXT_YEAR = re.compile(r"[/-](?P<next>\d\d)(?![\d/.-])(?!\s?年)")
TO = re.compile(r"(?:末|当初|頃|[上中下]旬頃?)?\s?(?:から|より|ないし|[~ー-])\s?")
SHORT_END = re.compile(r"(?P<number>\d{1,2})(?!\d)")
MORE = re.compile(r"\s?[・、,]\s?(?P<number>\d{4}|\d{1,2})(?!\d)")
LAW_NUMBER = re.compile(
    r"\s?[^\s、。()「」]{0,10}?(?:法律|政令|省令|府令|条例|規則|告示|訓令|要綱)\s?第\s?\d+\s?号"
)
HOUSE_NUMBER = re.compile(r"\s?(?:[号番室棟型形系線階倍回件]|丁目)|[A-Za-z0-9]|[./-]\s?\d|,\d")
# 平成20年代, 令和2年間; but 「令和7年代表者が交代」.
DECADE_OR_LENGTH = re.compile(r"\s{0,2}年(?:[間目齢]|代(?![表理行]))")
# A western year without 年 counts when it stands alone in running text, not in a table's cell.
ALONE_AFTER = re.compile(
    r"(?=$|[)」』]|\s{1,9}(?![\s人件円社名個台回箇か所%千万億百約余,.\d|:-])|から|まで)"
)


def number(digits: str) -> int:
    """Return the value of 28, 2 8, 元, 二八, 二十八 or 二千十六."""
    digits = re.sub(r"\s", "", digits)
    if digits == "元":
        return 1
    if digits.isdecimal():
        return int(digits)
    if not set(digits) & set("十百千"):
        return int("".join(str(_DIGITS.index(digit)) for digit in digits))
    total, digit = 0, 0
    for character in digits:
        if character in _DIGITS:
            digit = _DIGITS.index(character)
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
    return total + digit
