"""Who speaks in minutes of a council, and which of it the next speaker answers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.language.japanese import sentences

_TITLE = (
    r"(?:議長|委員長?|議員|[市町村区]長|知事|[部課局次室係所会]長|教育長|参事|主幹|管理者|事務局"
    r"|[0-9０-９]{1,2}番)"
)
_NAME = rf"[^\s、。:：○（）()【】]{{0,16}}?{_TITLE}(?:[（(][^）)\n]{{1,20}}[）)])?"
_SPEAKS = re.compile(  # 「○商工部長（山川太郎君）　…」, 「委員：…」, 「【会長】…」
    rf"^[ \u3000]*(?:[○◯〇◎●◆]\s?(?P<marked>{_NAME})(?:[ \u3000]+|[:：])"
    rf"|(?P<named>{_NAME})\s?[:：]|[【〔](?P<framed>{_NAME})[】〕])(?=[^\n]*\S)",
    re.MULTILINE,
)
_CHAIR = re.compile(r"(?:議長|委員長|会長)(?:[（(]|\Z)")
_CALLS = 60  # characters of a chair's words that only call the next speaker
_ASKS = re.compile(
    r"(?:(?:伺い|尋ね|聞き)(?:いた)?(?:し)?(?:ます|たい[^。\n]{0,12})|(?:お聞かせ|お答え)(?:を[^。\n]{1,8}|ください)"
    r"|質問(?:いた)?します|伺う|尋ねる|(?:答弁|見解|所見|説明|考え)を(?:求め|お願い)[^。\n]{0,6}"
    r"|か|[^で]は|はいかが)[。？?]?\s*\Z"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of one speaker: `text[start:answered]`, and what others answer, up to `end`."""

    start: int
    answered: int
    end: int


@dataclass(frozen=True, slots=True)
class _Turn:
    speaker: str
    start: int
    said: int
    end: int


def asked_in_minutes(text: str) -> list[Asked]:
    """Return the questions that one speaker asks and the next one answers, in order.

    A chair asks nobody; what calls the next speaker belongs to the question. The last question may
    have no answer in the text.
    """
    turns = _turns(text)
    found: list[Asked] = []
    asking: _Turn | None = None
    answered: int | None = None
    for turn in turns:
        chairs = _CHAIR.search(turn.speaker) is not None
        if chairs and turn.end - turn.said <= _CALLS and answered is None:
            continue
        asks = not chairs and _ASKS.search(text[turn.said : turn.end].rstrip()) is not None
        if asking is not None and (chairs or asks or turn.speaker == asking.speaker):
            if answered is not None:
                found.append(Asked(asking.start, answered, turn.start))
            asking, answered = None, None
        if asks:
            asking = turn
        elif asking is not None and answered is None:
            answered = turn.start
    if asking is not None:
        end = turns[-1].end
        found.append(Asked(asking.start, end if answered is None else answered, end))
    return found


def answered_by(text: str, place: int) -> str:
    """Return the sentence that asks what a speaker answers at a place, nothing where none does."""
    for asked in asked_in_minutes(text):
        if asked.answered <= place < asked.end:
            question = text[asked.start : asked.answered]
            asking = [question[start:end].strip() for start, end in sentences(question)]
            return next(filter(_ASKS.search, reversed(asking)), "")
    return ""


def _turns(text: str) -> list[_Turn]:
    """Return what each speaker says."""
    begun = list(_SPEAKS.finditer(text))
    ends = [*(found.start() for found in begun[1:]), len(text)] if begun else []
    return [
        _Turn(found[found.lastgroup or 0], found.start(), found.end(), end)
        for found, end in zip(begun, ends, strict=True)
    ]
