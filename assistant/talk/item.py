"""The thing that a talk asks a scheme for: 車 of 「持続化補助金で車は買えますか」.

「パソコンは？」 asks for another thing of the same scheme; the car is to be left out of the search.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.question.mentions import Mention
from assistant.question.named import Named
from assistant.talk.ellipsis import is_detail
from corpus.language.japanese import is_content, words

_HELP = r"補助|助成|給付|支援|奨励|融資|共済|制度|事業"
_IS_PAID = (
    r"(?:買|使|直|付け|借り|もら|払)え|(?:買|使|直|借り|落と)(?:える|せ)|出[まるせな]|出して|対象"
    r"|認め|含[まめ]|入り?ます|(?:補助|申請|導入)(?:でき|され)|大丈夫|OK|いけ[まる]|だめ|ダメ|駄目"
)
_ASKED = rf"(?:は|を|が|も|って)(?:(?:{_IS_PAID})\w{{0,8}})?[？?。]*"
# With its verb, or as `WithoutItem.asked_for` writes it: 「花咲補助金でパソコンは？」.
_ON_ITEM = re.compile(
    r"(?P<link>で(?:は|も)?|は|に|の|[、\s])[、\s]*"
    rf"(?P<item>(?:(?!{_HELP})[^、。はをがもで\s]){{1,12}})(?P<asked>{_ASKED})(?=\s|\Z)"
)
_VERB = re.compile(_IS_PAID)
_SCHEME_LAST = re.compile(rf"(?:金|枠|税制|{_HELP})\Z")
_ITEM_ALONE = re.compile(rf"(?P<item>[^、。はをがも\s]{{1,12}}){_ASKED}\s*")
# How a thing is come by, who asks or where: after 「車は買えますか」, 「中古は？」 is of the car.
_NO_THING = re.compile(
    r"中古|新品|リース|レンタル|割賦|分割|ローン|クレジット|カード|現金|通販|オンライン|ネット|自作|海外"
    r"|国内|既存|新規|複数|\d|[者主人員]\Z|(?:法人|企業|会社|団体|業|店|家|組合)\Z"
)
_COST = re.compile(r"(?:費用?|代|料|賃)(?:は|を|が|も|って)")
_COST_OF = re.compile(r"..[費代]\Z")  # 「解体費」
_OF_THINGS = ("名詞", "接尾辞", "接頭辞", "形状詞")
_INTERROGATIVES = {"何", "何れ", "誰", "幾ら", "何時", "何処", "何の"}


@dataclass(frozen=True, slots=True)
class WithoutItem:
    """What a talk is about, without the thing that it asks for.

    Attributes:
        scheme: The text as far as the scheme or place.
        behind: Years, rounds and places named behind it.
    """

    scheme: str
    behind: str

    @property
    def text(self) -> str:
        """All that is left."""
        return f"{self.scheme} {self.behind}".strip()

    def asked_for(self, another: str) -> str:
        """Return what the talk is about when another thing is asked for: 「パソコンは？」."""
        return f"{self.scheme}で{another} {self.behind}".strip()


def without_item(topic: Named, question: Named) -> WithoutItem | None:
    """Return a topic without its thing where a question asks for another; else None.

    Args:
        topic: What the talk is about.
        question: The question, without what leads over to it.
    """
    another = _ITEM_ALONE.fullmatch(question.text)
    if another is None or question.mentions or not _is_thing(another["item"]):
        return None
    places = {place.end for place in topic.places}
    for asked in _ON_ITEM.finditer(topic.text):
        start = asked.start()
        of_scheme = start in places or _SCHEME_LAST.search(topic.text, 0, start)
        if of_scheme and _is_asked(asked) and _is_thing(asked["item"]):
            scope: list[Mention] = [*topic.places, *topic.years, *topic.editions]
            behind = topic.words_of([mention for mention in scope if mention.start >= start])
            return WithoutItem(topic.text[:start], behind)
    return None


def asks_whether_paid(question: str) -> bool:
    """Tell whether a question names a thing to be paid for: 「送料は？」, 「本も対象？」."""
    return _VERB.search(question) is not None or _COST.search(question) is not None


def _is_asked(asked: re.Match[str]) -> bool:
    return _VERB.search(asked["asked"]) is not None or asked["link"] == "で"


def _is_thing(text: str) -> bool:
    said = words(text)
    content = [word for word in said if is_content(word)]
    return (
        bool(content)
        and _NO_THING.search(text) is None
        and re.search(_HELP, text) is None
        and all(word.pos in _OF_THINGS or word.lemma == "の" for word in said)
        and not any(word.lemma in _INTERROGATIVES for word in said)
        and (_COST_OF.search(text) is not None or not is_detail(content[-1], content))
    )
