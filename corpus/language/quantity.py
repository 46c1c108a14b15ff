"""Amounts of money and ratios as terms that do not depend on how they were written.

500千円, 50万円 and 500,000円 are all `¥500000`; 2分の1, 1/2, 50% and 5割 are all `÷0.5`.

Every repetition has a bound: a page of digits takes time in proportion to its length.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

_FIRST = r"(?<!\d)(?<!\d[,.])"
_NUMBER = r"\d{1,15}+(?:,\d{3}){0,4}+(?:\.\d{1,9}+)?+"
_UNITS = {"兆": 10**12, "億": 10**8, "百万": 10**6, "万": 10**4, "千": 10**3, "": 1}
_UNIT = "兆|億|百万|万|千"
_MONEY = re.compile(rf"{_FIRST}((?:{_NUMBER}(?:{_UNIT})){{1,4}}+(?:{_NUMBER})?+|{_NUMBER})円")
_MONEY_PART = re.compile(rf"({_NUMBER})({_UNIT})?")
_PERCENT = re.compile(rf"{_FIRST}({_NUMBER}) ?(%|パーセント|割)")
_PART_OF = re.compile(r"(\d{1,3})\s*分の\s*(\d{1,3})")
_SLASH = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?![\d/])")


def quantity_terms(text: str) -> list[str]:
    """Return the terms of all amounts and ratios of an NFKC text, in order of kind and place.

    A fraction with a slash counts only below one: 12/25 may be a day, and then does no harm.
    """
    found = [_yen(match[1]) for match in _MONEY.finditer(text)]
    for match in _PERCENT.finditer(text):
        hundredths = 10 if match[2] == "割" else 1
        found.append(_ratio(Fraction(_decimal(match[1])) * hundredths / 100))
    for match in _PART_OF.finditer(text):
        if int(match[1]):
            found.append(_ratio(Fraction(int(match[2]), int(match[1]))))
    for match in _SLASH.finditer(text):
        if 0 < int(match[1]) < int(match[2]):
            found.append(_ratio(Fraction(int(match[1]), int(match[2]))))
    return found


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _yen(amount: str) -> str:
    total = sum(_decimal(number) * _UNITS[unit] for number, unit in _MONEY_PART.findall(amount))
    return f"¥{int(total)}"


def _ratio(ratio: Fraction) -> str:
    return f"÷{float(ratio):.3g}"
