"""Particles that people leave out: 「金貸して」 asks for 「金を貸して」.

Mostly a noun and its verb are told apart without one: 「機械買いたい」. Beside a few of the words
that shop owners use most, some forms are read as a compound: 金貸し, 店出し, 客来 and
人足 (labourers). Only these get their particle.
"""

from __future__ import annotations

import re

_READ_AS_COMPOUND = re.compile(
    r"(?<![一-鿿々])(?:"
    r"(?P<object>金(?=貸(?:[させ]|し[てたとま]))|店(?=出(?:さん|し[たま])|借り[なん])"
    r"|[人客](?=(?:集め|入れ)[なん]))"
    r"|[人金手](?=足[りら]ん)|客(?=来(?:[なんや]|えへ)))"
)


def with_particles(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text with を or が where a compound would be read, and the words that got one."""
    completed: list[str] = []

    def with_particle(noun: re.Match[str]) -> str:
        completed.append(noun[0] + ("を" if noun["object"] else "が"))
        return completed[-1]

    return _READ_AS_COMPOUND.sub(with_particle, text), tuple(completed)
