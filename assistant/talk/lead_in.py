"""Words at the head of a question that lead over from the talk before it to what is asked.

「じゃあ持続化補助金は？」 asks for 持続化補助金, 「さっきの補助金の上限は」 and 「2番の詳しく」 ask
for more of what the talk is about. None of these words is to be searched for.
"""

from __future__ import annotations

import re
from typing import Literal

Leads = Literal["on", "back", "to the first"]

_ON = re.compile(
    r"(?:じゃあ|じゃ(?=、)|では|それでは|で(?=、)|(?:あと|それと)(?=、)|あとは|それと(?!も)|それから(?!も)"
    r"|でも|けど(?=、)|だけど|しかし|ちなみに|そういえば|ところで|次[には](?=、)|話は?(?:変わ|かわ)り?(?:ますが|るけど|って|るんですけど)?"
    r"|別の(?:話|件)(?:です|だ)?(?:が|けど|で)|この前(?:の|聞いた))[、\s]*"
)
_AGAIN = (
    r"(?:(?:に|へ)?戻(?:って|りたい|ります|ると|る|すと|して)|の?続き)?"
    r"(?:なん|ん)?(?:です|だ)?(?:けど|けれど|が|と|で)?"
)
_TO_THE_FIRST = re.compile(rf"(?:一番)?(?:最初|はじめ|初め|元)の(?:話|質問|件){_AGAIN}[、\s]*")
_ORDINAL = (
    r"[\[［(（]?(?:[①-⑳]|(?:\d{1,2}|[一二三四五六七八九十])(?:番目?(?=[のはをがに、。？?\s]|\Z)"
    r"|つ目|個目|件目)|(?<=[\[［(（])\d{1,2})[\]］)）]?"
)
_BACK = re.compile(
    rf"(?:(?:さっき|先ほど|先程)の(?:話|質問|件|やつ)?{_AGAIN}"
    rf"|(?:前|今|いま)の(?:(?:話|質問|件|やつ){_AGAIN}|(?=[はもって]))"
    r"|(?:上|下|最初|最後)の(?:やつ|もの|ほう|方|(?=[はをがっ]))"
    rf"|{_ORDINAL})(?:の|は|を|が|に?ついて|って)?[、\s]*"
)


def led_in(question: str) -> tuple[str, Leads | None]:
    """Return a question without the words that lead over to it, and where these lead."""
    if first := _TO_THE_FIRST.match(question):
        return question[first.end() :], "to the first"
    back = _BACK.match(question)
    if back:
        return question[back.end() :], "back"
    on = _ON.match(question)
    if on and any(map(str.isalnum, question[on.end() :])):
        return question[on.end() :], "on"
    return question, None
