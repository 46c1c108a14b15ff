"""Whether what lies outside the scope of a question is so much better that it was meant."""

from __future__ import annotations

from assistant.records import Reason

_TIMES = 5.0  # the odds of the best within: beyond lie questions without an answer
_TIMES_EDITION = 1.0  # likewise; who names an edition names a paper


def holds(inside: float, outside: float, reason: Reason, *, of_edition: bool) -> bool:
    """Tell whether what was found within the scope holds against what stands outside of it.

    Where another city or year has a so much better answer, that is what was asked for, and what is
    left within the scope only shares some words with it.

    Args:
        inside: How likely the best passage within is an answer, 0 to 1.
        outside: How likely the best one outside is.
        reason: What the scope was widened by.
        of_edition: Whether the best within is of the edition asked for; what names none holds for
            any edition, but is no paper on this one.
    """
    strict = reason == "other_edition" and not of_edition
    return is_near(inside, outside, _TIMES_EDITION if strict else _TIMES)


def is_near(likely: float, likelier: float, times: float = _TIMES) -> bool:
    """Tell whether the odds of the second are at most so many times those of the first."""
    return likelier * (1 - likely) <= times * likely * (1 - likelier)
