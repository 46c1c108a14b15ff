"""What people say at a counter that asks for nothing: 「こんにちは」, 「ありがとうございます」."""

from __future__ import annotations

import re
import unicodedata

_ONLY_COURTESY = re.compile(
    r"(?:おはよう(?:ございます)?|こんにち[はわ]|こんばん[はわ]|(?:初|はじ)めまして|もしもし|どうも"
    r"|お世話に(?:なります|なって(?:おり|い)?ます)|お疲れ(?:さま|様)(?:です|でした)?|失礼します"
    r"|よろしく(?:(?:お願い|おねがい)(?:し|致し|いたし)ます|です)?"
    r"|(?:あり|有り?)(?:がとう|難う)(?:ございます|ございました)?|助かりました"
    r"|(?:分|わ)かりました|了解(?:です|しました)?|なるほど|さようなら|hello|hi|thankyou)+"
)
_MARKS = re.compile(r"[\s、。,.!?・~ー…♪]+")


def asks_nothing(question: str) -> bool:
    """Tell whether a question is made of greetings and thanks alone."""
    said = _MARKS.sub("", unicodedata.normalize("NFKC", question).lower())
    return _ONLY_COURTESY.fullmatch(said) is not None
