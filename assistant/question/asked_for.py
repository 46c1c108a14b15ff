"""What a question asks about, without the figure or time that it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.question.mentions import content_beside, without
from corpus.language.japanese import Word
from corpus.names.schemes import find_schemes

_ASKED = re.compile(
    r"いくら|幾ら|なんぼ|いつ(?!も)|どこ(?!も)|だれ|誰|どの(?:くらい|ぐらい|程度)|どれ(?:くらい|ぐらい|だけ)"
    r"|何[千万億]*(?:円|件|社|人|名|回|年|月|日|割|%|％|パーセント)"
    r"|(?:補助|助成|上限|限度|最大|支給|交付|奨励金)?(?:金額|限度額?|上限額?|額|率)|金利|利率|[件人者社業店回台点]数"
    r"|(?:申請|申込み?|受付|応募|公募|募集|実施|開催)?(?:の)?(?:締め?切り?日?|〆切|期限|期間|日程|時期)"
)

# Of what led over to what was asked for: 「補助の上限と、去年の件数を教えて」.
_LEFT_OVER = re.compile(
    r"(?:[のはがをと、。？?]|(?:を|も)?(?:教え|知り|聞き|伺い|ご?教示)[ぁ-んー]*(?:幸い\w*)?)+\Z"
)

# A question for a part, and for nothing else: 「開業資金の金利は？」.
_FOR_A_PART = re.compile(
    r"の(?P<part>(?:補助|助成|支給)?(?:金利|利率|上限額?|限度額?|率|金額|額)|(?:申請の?)?(?:締め?切り?|〆切|期限|期間))"
    r"(?:は|って|を?教えて\w*)?(?:いくら|いつ|何%|どのくらい|どれくらい)?(?:です|ます)?か?[？?。\s]*\Z"
)
_ANOTHER = re.compile(r"(?P<what>[^、。はがをも\s]+?)(?P<one_of>の(?:ほう|方)?)?は?[？?。\s]*")


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int


def without_what_it_asks(topic: str) -> str:
    """Return what a question asks about without the figure or time that it asks for.

    「補助金、いくらまで出る？」, then 「締め切りは？」: no amount is asked for any more.
    """
    asked = [_Span(*match.span()) for match in _ASKED.finditer(topic)]
    about = without(topic, asked)
    if about == topic or not _nouns(about):
        return topic
    # What is said of the figure alone goes with it: 「いくらまで出る」.
    rest = _Span(asked[0].start, len(topic))
    if content_beside(topic, [rest]) and not _nouns(about[rest.start :]):
        about = about[: rest.start]
    parts = (_LEFT_OVER.sub("", part.lstrip("、")) for part in about.split())
    return " ".join(part for part in parts if content_beside(part, ()))


def of_another(question: str, topic: str) -> str:
    """Return 「開業資金は？」 after 「小口資金の金利は」 in full: 「開業資金の金利は？」."""
    asked = _FOR_A_PART.search(topic)
    another = _ANOTHER.fullmatch(question)
    if asked is None or another is None:
        return question
    what = another["what"]
    if not another["one_of"] and all(each.end != len(what) for each in find_schemes(what)):
        return question
    return f"{what}の{asked['part']}は？"


def _nouns(text: str) -> list[Word]:
    return [word for word in content_beside(text, ()) if word.pos in ("名詞", "接尾辞")]
