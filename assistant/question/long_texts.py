"""What a long text asks: of a mail of many sentences, the questions and where its writer is."""

from __future__ import annotations

import re

from assistant.question.courtesy import asks_nothing
from assistant.question.telling import tells_place
from corpus.language.japanese import sentences
from corpus.names.places import find_places_in_question

_LONG = 200  # characters
_QUESTIONS = 3  # sentences: of many questions the last
_ASKS = re.compile(
    r"[？?]|(?:です|ます|ません|でしょう|る|ない|の)か(?:[、。！\s]|\Z)|教えて|教示|お教え"
    r"|(?:知り|聞き|伺い|うかがい|相談し|利用し|活用し)たい|探して"
)


def gist(text: str) -> str:
    """Return what a text asks; all of it where it is no longer than a question may be.

    Args:
        text: A question, or a mail that was pasted.

    Returns:
        The sentences that ask, with the one before them, which tells about what; before them the
        places in which the writer says that she is. Of a text that asks nothing, its last two but
        for greetings.
    """
    if len(text) <= _LONG:
        return text
    parts = (text[start:end].strip() for start, end in sentences(text))
    said = [part for part in parts if not asks_nothing(part)] or [text]
    asking = [number for number, sentence in enumerate(said) if _ASKS.search(sentence)]
    asking = asking[-_QUESTIONS:]
    chosen = sorted({max(asking[0] - 1, 0), *asking}) if asking else range(len(said))[-2:]
    places = [
        sentence[place.start : place.end]
        for number, sentence in enumerate(said)
        if number not in chosen and tells_place(sentence, find_places_in_question(sentence))
        for place in find_places_in_question(sentence)
    ]
    return " ".join(dict.fromkeys([*places, *(said[number] for number in chosen)]))
