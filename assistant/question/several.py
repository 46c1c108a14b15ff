"""Whether a question asks what there is, of several schemes or cities, not for one fact."""

from __future__ import annotations

import re

from assistant.question.figures import figure_asked

_PLACES = "(?:区市|都市|市町村|市区町村|自治体|団体|市|区|町|県|ところ|地域|会社|企業)"
_HELP = (
    "(?:支援|補助|助成|制度|融資|助け|給付|奨励|窓口|相談|施策|サポート|取り?組み?|事業|仕組み|手立て|方法"
    "|セミナー|講座|塾|教室|勉強会|催し|場所?|人|先|もの|お?金|足し|機会)金?"
)
# Of cities beside each other: 「…を設けている市の例」, 「…の比較」.
_COMPARES = re.compile(
    rf"比較|比べ|(?:事|先|先行|先進|実施|構成|活用)例|例(?:[はをがと、。]|\Z|[？?])|{_PLACES}ごと"
    rf"|各市|複数の?{_PLACES}|どこの|{_PLACES}(?:[はをが]|って)?(?:ある|あり|教え|どこ|知り|。|\Z|[？?])"
)
_WHAT_THERE_IS = re.compile(
    rf"どんな|どのような|どういう|(?:何|なに|なん)か|(?:他|ほか)に"
    rf"|{_HELP}(?:[はがも]|って|とか|など|でも)?[、 ]?"
    r"(?:ある|あり|ない|なに|何|出|もらえ|使え|受け|教え|知り|探し|。|\Z|[？?])"
    r"|(?:使え|もらえ|受けられ|利用でき|借りられ)(?:る|ます|ません|ない)"
)
# A wish or a worry: 「若い人が採れない」, 「見本市に出たい」.
_PLEA = re.compile(
    r"たい(?:[。！!？?のけが]|です|ん|と思|\Z)|[てで](?:ほし|欲し|もらえ|くれ)|困[っり]|悩[んみ]"
    r"|い(?:ない|ません)(?:[。！!？?んけが]|です|ので|\Z)|苦しい|きつい|心配|不安|迷[っい]|できない"
    r"|出ますか|出る[？?]|でしょうか|ないですか|ませんか"
)


def asks_for_several(question: str) -> bool:
    """Tell whether a question is answered by several schemes rather than by all of one.

    A wish, a worry, or a question what help there is or which cities have it; never one for a
    number or a time.

    Args:
        question: As it was read.
    """
    if figure_asked(question) is not None:
        return False
    return any(asks.search(question) for asks in (_COMPARES, _WHAT_THERE_IS, _PLEA))
