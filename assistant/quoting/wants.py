"""What a question asks for beside its words: a figure, a side, whom to ask, whether to apply."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.question.applying import asks_to_apply
from assistant.question.figures import asks_phone, figure_asked
from assistant.quoting.eligibility import Side, side_asked
from assistant.records import Query

_ASKS_WHOM = re.compile(r"問い?合わ?せ|連絡|電話|相談|窓口|担当|どこ|だれ|誰")


@dataclass(frozen=True, slots=True)
class Wants:
    """What is asked for.

    Attributes:
        figure: What matches the figure or date, None if none is asked for.
        phone: Whether that is a telephone number.
        whom: Whether it is whom to ask.
        side: Whether it is what is granted or what is denied, None if neither.
        to_apply: Whether the asker means to apply.
        city: Whether a city is named.
    """

    figure: re.Pattern[str] | None
    phone: bool
    whom: bool
    side: Side | None
    to_apply: bool
    city: bool


def wants_of(query: Query) -> Wants:
    """Return what a question asks for."""
    return Wants(
        figure_asked(query.text),
        asks_phone(query.text),
        _ASKS_WHOM.search(query.text) is not None,
        side_asked(query.text),
        asks_to_apply(query.text),
        bool(query.municipalities),
    )
