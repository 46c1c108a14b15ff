"""Characters that no reader sees: joints, soft hyphens, switches of the writing direction.

They stay in `Document.text`. Where a text is shown they could turn its figures round
(U+202E before 「5万円」), and inside a word they would keep it from being found.
"""

from __future__ import annotations

import re

HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\U000e0000-\U000e007f]"
)
# They choose among the forms of a character: 「葛\U000e0100」 is still that word.
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def without_hidden(text: str) -> str:
    """The text as a reader sees it."""
    return HIDDEN.sub("", text)


def letters(text: str) -> str:
    """The text to search: neither hidden characters nor what chooses a character's form."""
    return _SELECTORS.sub("", HIDDEN.sub("", text))
