"""What asks: a sentence or a heading that is a question."""

from __future__ import annotations

import re
from collections.abc import Collection

_QUESTION = re.compile(  # 「重要ではないか。」 and 「参加しませんか。」 are none
    r"(?:(?:です|ます|ました|でした|でしょう|よい|良い|いい|可能|必要|どう)か[。？?]?|[？?])[\s|」』）)]*\Z"
)
_ASKING_HEADING = re.compile(  # 「無料か」, 「使えませんか」, not 「始めませんか」
    r"(?:[うくぐすつぬぶむるただ]|(?<!はな)(?<!じゃな)い|だれ|誰|何|なに|いつ|どこ|どれ|いくら|無料|有料|対象|必要|可能|まで|から|もの)か"
    r"[。\s]*\Z"
    r"|(?:られ|でき|[使買払貰]え|もらえ|行け|出せ|なり|あり|おり|かかり|要り|いり|分かり)ませんか[。\s]*\Z"
)
_SAID = re.compile(  # 「後継者がいません」, 「設備を譲りたい」
    r"(?:(?:です|ます|ました|でした|ません|ませんでした|たい)(?:が|けど|けれど|のですが)?"
    r"|ない(?:です|のですが))[。\s]*\Z"
)


def is_question(text: str) -> bool:
    """Tell whether a text ends with a question."""
    return _QUESTION.search(text) is not None


def asks(heading: str) -> bool:
    """Tell whether a heading is a question, which what stands below it answers."""
    return is_question(heading) or _ASKING_HEADING.search(heading) is not None


def is_said(heading: str) -> bool:
    """Tell whether a heading is what somebody says: a question, or 「設備を譲りたい」."""
    return asks(heading) or _SAID.search(heading) is not None


def asked_among(lines: Collection[str]) -> set[str]:
    """Return which of a text's bold lines are questions: of several, what somebody says as well."""
    asking = set(filter(asks, lines))
    return asking | set(filter(is_said, lines)) if len(asking) > 1 else asking
