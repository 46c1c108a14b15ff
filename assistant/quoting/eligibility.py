"""Whether a text grants or denies what is asked for: 「対象となる経費」, 「使えないもの」."""

from __future__ import annotations

import re
from typing import Literal

Side = Literal["granted", "denied"]

_DENIES = re.compile(  # 「提出しなければならない」 and 「住所は問わない」 deny nothing
    r"(?<!ければ)(?<!くては)(?:なら|でき|られ|含ま|含め|認め|では|され|[使買払貰]え|もらえ|出|出せ|出さ"
    r"|[払扱行]わ|(?:該当|補助|助成|支給|交付|支払い?|対象と)し)ない"
    r"|(?<!ければなり)(?<!くてはなり)(?<!構い)(?<!かまい)(?<!問い)ません"
    r"|対象外|対象から外|除外|から除く|不可|禁止|欠格|お断り"
)
_GRANTS = re.compile(
    r"対象(?:と|に)(?:なる|なり|する)|対象(?:経費|費用|者|事業|工事|設備|となり)"
    r"|(?:[使買]え|もらえ|(?:申請|利用|補助|助成)でき|受けられ)(?:る|ます)"
)
_THINGS = r"(?:もの|こと|とき|場合|方|人|の|[一-龥ァ-ヶー]{1,8})"
_ASKED_FOR = (
    r"(?:は|を|って|とは|には)?[、\s]*"
    r"(?:[？?。]|\Z|何|なに|なん|どれ|どんな|どのよう|どういう|教え|知り|あり)"
)
_ASKS_DENIED = re.compile(
    r"(?:(?:対象(?:と|に)なら|[使買]え|もらえ|でき|受けられ|認められ|補助され|該当し)ない"
    rf"|対象外の?(?:となる|になる)?){_THINGS}{_ASKED_FOR}"
)
_ASKS_GRANTED = re.compile(
    rf"(?:対象(?:と|に)なる|[使買]える|もらえる|申請できる|受けられる|対象){_THINGS}{_ASKED_FOR}"
)


def denies(text: str) -> bool:
    """Tell whether a text says that something is not allowed, paid for or meant."""
    return _DENIES.search(text) is not None


def grants(text: str) -> bool:
    """Tell whether a heading says that what stands below it is allowed, paid for or meant."""
    return _GRANTS.search(text) is not None and not denies(text)


def side_asked(question: str) -> Side | None:
    """Return which side of a scheme is to be listed: 「対象とならない経費は」; None if neither.

    「家賃は出ますか」 may be answered by both.
    """
    if _ASKS_DENIED.search(question):
        return "denied"
    return "granted" if _ASKS_GRANTED.search(question) else None
