"""Whether a question names something else than the talk is about: a theme, a scheme, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.talk.ellipsis import NOUN, REASON, is_detail
from corpus.language.japanese import Word, words
from corpus.names.schemes import SchemeMention, find_schemes, is_same_scheme
from corpus.names.themes import find_themes

# Hold for any scheme, though their words are those of a theme.
_PARTS = re.compile(
    "自己資金|保証料|保証人|経営者保証|据置期間|前払金?|宿泊費|高齢者|障[害が]い?者"
)
# Of the names of schemes those that no part of a scheme has: 運転資金 is one of a loan.
_OF_A_SCHEME = re.compile(r"(?:(?<!資)金|融資|共済|税制|(?:融資|認定)制度)\Z")
# 「信用保証料の補助は」 is a scheme of its own, 「旅費の補助は」 may be a part of one.
_HELP_WITH = re.compile(
    r"(?P<what>[一-龥々ァ-ヶーA-Za-z]{4,})の(?:補助|助成|支援|融資)(?:は|って|に?ついて)"
)
_NAME = 6  # characters: two nouns as long as this are a name: 「キャリアサポート」
_ANYONE = {"人", "者", "方"}
# Of the asker's state: 「創業前なら？」; beside what the talk is about: 「共済との違いは？」.
_STATE = re.compile(
    r"(?:前|後|中|済み?|したて)(?:なら|だと|は|の(?:場合|人)は?)[？?。\s]*\Z|ないと\w{0,8}[？?。\s]*\Z"
)
_BESIDE_IT = re.compile(r"と(?:の|は|も|どう)?(?:違|併用|比べ|比較|一緒|同時)|とど(?:ちら|っち)")
# Of a share of what the talk counts: 「女性の割合は？」 after 「採択件数は」.
_SHARE = re.compile(r"の(?:割合|比率|内訳|人数|件数)(?:は|って|を)")
_COUNTS = re.compile(r"[件人者社]数|採択|実績|割合|率")
_ALSO = re.compile(r"(?<![とにへ])も(?!う|っ|の|らえ|らう|ら[いっ]|し|ちろん|と)")


def schemes_of(text: str) -> list[SchemeMention]:
    """Return the schemes that a text names, without what may be a part of any (運転資金)."""
    return [m for m in find_schemes(text) if _OF_A_SCHEME.search(text, m.start, m.end)]


def names_a_theme(question: str, topic: str) -> bool:
    """Tell whether a question is about another theme or scheme than the talk."""
    if _BESIDE_IT.search(question):
        return False
    if names_another_scheme(question, topic):
        return True
    if _ALSO.search(question) or _STATE.search(question) or REASON.search(question):
        return False
    help_with = _HELP_WITH.search(question)
    if help_with is not None and help_with["what"] not in topic:
        return True
    return not set(find_themes(_PARTS.sub(" ", question))) <= set(find_themes(topic))


def names_another_scheme(question: str, topic: str) -> bool:
    """Tell whether a question names a scheme that the talk is not about."""
    known = [scheme.lemmas for scheme in schemes_of(topic)]
    return any(
        not any(is_same_scheme(scheme.lemmas, each) for each in known)
        for scheme in schemes_of(question)
    )


def asks_a_share(question: str, topic: str) -> bool:
    """Tell whether a question asks for a share of what the talk counts: 「女性の割合は？」."""
    return _SHARE.search(question) is not None and _COUNTS.search(topic) is not None


def names_in_full(own: Sequence[Word], topic: str, placed: bool) -> bool:
    """Tell whether a question names what it is about: by two nouns, a name, or one with its place.

    「キッチンカーの許可は」 says all; in 「説明会の日程は」 the second is a part of any scheme.
    """
    known = {word.lemma for word in words(topic)} | _ANYONE
    new = [
        word.pos in NOUN and word.lemma not in known and not is_detail(word, own) for word in own
    ]
    if placed:
        return any(new)
    adjoining = [
        before and after and own[number].end == own[number + 1].start
        for number, (before, after) in enumerate(pairwise(new))
    ]
    return any(
        own[number + 1].end - own[number].start >= _NAME
        for number, is_one in enumerate(adjoining)
        if is_one
    ) or any(
        before and own[number + 1].lemma == "の" and after
        for number, (before, after) in enumerate(zip(new, new[2:], strict=False))
    )
