"""What a question keeps of the talk before it: all that it is about, its scope, or nothing.

「金利は？」 asks for a part of what the talk is about. 「人材育成は？」 names a theme of its
own, but is asked of the same city. 「空き店舗を借りたい」 says all by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.question.mentions import Mention, content_beside, without, words_beside
from assistant.question.telling import corrects, what_is_told
from assistant.talk.ellipsis import ASKS_LAST, DEFINITION, NOUN, WISHES, is_detail, is_elliptic
from assistant.talk.new_subject import (
    asks_a_share,
    names_a_theme,
    names_another_scheme,
    names_in_full,
    schemes_of,
)
from corpus.language.japanese import words
from corpus.names.places import PlaceMention

Kept = Literal["subject", "scheme", "scope"]

_SHORT = 25  # characters: longer questions are taken to say what they are about
_POINTS_BACK = re.compile(
    r"^(?:それ(?!と|から)|これ(?!から)|その|この(?!まま|先|たび|度|まち|町|街|辺|へん|前|間|あいだ)"
    r"|そこ|そちら|こちら|そう(?:です|なる|いう)|もっと(?!\w+[をにが])|あと(?:は|で|ど|何|いく|もう)|同じ)"
    r"|^(?:ほか|他|よそ)(?:に|の|は|も|市|都市|都?道?府?県|区|町村|自治体)(?!人)"
)
_OTHER_PREFECTURES = re.compile(r"(?:ほか|他|別|よそ)の?(?:都道府|府)?県")
_ELSEWHERE = re.compile(
    rf"(?:ほか|他|別|よそ)の?(?:市|都市|区|町|村|自治体|地域|ところ)|{_OTHER_PREFECTURES.pattern}"
    r"|全国|よそ[はでも]"
)
_THE_SAME = re.compile(r"^(?:同じ|もっと|(?:あと)?(?:ほか|他))")
_MORE = re.compile(
    r"(?:あと|(?:その)?(?:ほか|他))(?:に(?:は|も)?|は|の(?:もの|例|制度|支援)は?)?、?"
    r"(?:何か|なにか)?(?:ある|あります|ありません|ない|教えて(?:ください)?)?か?[？?。\s]*"
)
_HELP = re.compile("補助|助成|給付|支援|奨励|融資|共済|税制|制度|セミナー|講座")
_THERE_IS = re.compile(
    r"(?:に|で)も?(?:同じ\S{0,6})?(?:ある|あります|ない|ありません|やって(?:い|る|ます)?(?:る|ます)?)(?:か|の)*[？?。\s]*\Z"
)
# For any help, not for a part of one: 「助成金は？」, 「融資もある？」.
_ASKS_FOR_HELP = re.compile(
    r"(?:(?:補助|助成|給付|支援|奨励|応援)金?|融資|共済|税制|制度|セミナー|講座)(?:は|も|って|とか)?"
    r"(?:何か)?(?:ある|あります|ない|ありません|出る|出ます)?か?[？?。\s]*\Z"
)
_FOR_A_PURPOSE = re.compile(r"[うくぐすつぬぶむる]には")
# What the asker would do, under the scheme that the talk is about: 「賃上げすると？」.
_CONDITION = re.compile(r"(?:[うくぐすつぬぶむる]と|(?<!どうし)(?:たら|だら))[、\s]*[？?。\s]*\Z")
# What her case is: 「親の持ってる建物なんだけど」.
_CASE_TOLD = re.compile(r"なん(?:です|だ)(?:けど|けれど|が)[、。\s]*\Z")
# What the asker had of it: 「うちは去年もらった」.
_HAD_IT = re.compile(
    r"(?:うち|私|わたし|当社|弊社)?[はも]?、?(?:前に|前回|以前|去年|昨年|今年|もう|すでに|既に|一度|1度|1回|[にはもで])*"
    r"(?:申請して|出して)?(?:もらっ|貰っ|受け|使っ|申請し|申し込ん|落ち|採択され|通っ)(?:て(?:い)?)?(?:た|ました|ます|る)"
    r"(?:ん|の|です|だ|けど|けれど|が|よ|ね)*[。\s]*"
)
_PERMISSION = re.compile(
    r"[もて](?:いい|良い|よい|大丈夫|可能|構|かま|OK|だめ|ダメ|駄目)[^、。]{0,6}\Z", re.IGNORECASE
)


def kept(question: str, topic: str, named: Sequence[Mention]) -> Kept | None:
    """Return what a question keeps of what the talk is about.

    Args:
        question: What is asked.
        topic: What the talk was about before.
        named: The years, editions and places of the question.

    Returns:
        subject where it asks for a part of the topic, or the same of another year or place; scheme
        where it asks of the topic's scheme in full; scope where it names a theme of its own, but
        says nothing of the place; None where it says all.
    """
    if not has_words(question):
        return None
    if _POINTS_BACK.match(question):
        return "subject"
    if len(question) > _SHORT:
        return None
    if corrects(question, named):
        return "subject"
    if what_is_told(question, named):
        return "scope" if names_another_scheme(question, topic) else "subject"
    if _HAD_IT.fullmatch(question) or (_CONDITION.search(question) and _stays(question, topic)):
        return "subject"
    own = words_beside(question, named)
    if _PERMISSION.search(question) and not WISHES & {word.lemma for word in own}:
        return "subject"
    if not is_elliptic(question, own, named):
        of_it = schemes_of(topic) and _may_be_of_any_scheme(question, named)
        return "scheme" if of_it else None
    placed = any(isinstance(mention, PlaceMention) for mention in named)
    new = names_a_theme(question, topic) or names_in_full(own, topic, placed)
    return "scope" if new and not asks_a_share(question, topic) else "subject"


def has_words(text: str) -> bool:
    """Tell whether a text holds a letter or a digit."""
    return any(map(str.isalnum, text))


def asks_elsewhere(question: str) -> bool:
    """Tell whether a question asks for other places than the one the talk is about."""
    return _ELSEWHERE.search(question) is not None


def asks_other_prefectures(question: str) -> bool:
    """Tell whether a question asks for other prefectures: 「ほかの県は？」."""
    return _OTHER_PREFECTURES.search(question) is not None


def asks_more(question: str) -> bool:
    """Tell whether a question asks for more of the same and for nothing else: 「ほかには？」."""
    return _MORE.fullmatch(question.strip()) is not None


def asks_whether_there_is(question: str) -> bool:
    """Tell whether a question asks if there is the same somewhere: 「横浜市にもある？」."""
    return _THERE_IS.search(question) is not None


def asks_for_help(question: str) -> bool:
    """Tell whether a question asks for any help of a kind: 「助成金は？」."""
    return _ASKS_FOR_HELP.search(question) is not None


def asks_a_part(question: str, named: Sequence[Mention]) -> bool:
    """Tell whether a follow-up asks for another thing, not for the same elsewhere or more of it."""
    return bool(content_beside(question, named)) and not (
        asks_elsewhere(question) or _THE_SAME.match(question)
    )


def added(question: str, topic: str, named: Sequence[Mention]) -> str:
    """Return what a follow-up adds to what the talk is about; nothing if it only asks for a part.

    That is what the asker tells (「美容室です」), or whose part is asked for: 「奨学金返還の補助」
    of 「奨学金返還の補助の対象は？」.
    """
    told = None if corrects(question, named) else what_is_told(question, named)
    if told:
        return told
    content = content_beside(question, named)
    if not content or not is_detail(content[-1], content):
        return ""
    known = {word.lemma for word in words(topic)}
    of_last = [w.start for w in words(question) if w.lemma == "の" and w.start < content[-1].start]
    if not of_last:
        return ""
    whose = question[: of_last[-1]]
    new = [w for w in content_beside(whose, named) if w.lemma not in known and w.pos in NOUN]
    return without(whose, named).strip() if any(not is_detail(w, content) for w in new) else ""


def may_ask_of_scheme(question: str, topic: str, named: Sequence[Mention]) -> bool:
    """Tell whether a full question may be about a scheme that the talk has come to.

    Args:
        question: What is asked.
        topic: What the talk was about before.
        named: The years, editions and places of the question.
    """
    return not names_a_theme(question, topic) and (
        _may_be_of_any_scheme(question, named)
        or (not named and _CONDITION.search(question) is not None)
    )


def _may_be_of_any_scheme(question: str, named: Sequence[Mention]) -> bool:
    """Tell whether a full question may be about the scheme that the talk is about.

    After 「持続化補助金」, 「車を買えますか」 is; a wish (「人を雇いたい」) or a question for help
    of another kind (「雇うと助成金が出ますか」) may be about anything.
    """
    if named or not (ASKS_LAST.search(question) or _CASE_TOLD.search(question)):
        return False
    lemmas = {word.lemma for word in words(question)}
    return not (
        lemmas & WISHES
        or _HELP.search(question)
        or _FOR_A_PURPOSE.search(question)
        or DEFINITION.search(question)
    )


def _stays(question: str, topic: str) -> bool:
    """Tell whether a talk is about a scheme, and a question about no other."""
    return bool(schemes_of(topic)) and not names_another_scheme(question, topic)
