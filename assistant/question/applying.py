"""Whether a question asks if, or until when, one may apply: 「まだ間に合う？」, 「いつまで？」."""

from __future__ import annotations

import re

from corpus.language.japanese import content_lemmas

UNTIL_WHEN = "受付期間はいつまで？"
"""How a scheme's own paper is asked until when one may apply: 「いつまで」 is no word of it."""

_ASKS = re.compile(
    r"間に合|締め?切|〆切"
    r"|いつまで(?:に|でも?)?(?:です|でし|だっ|か)*(?=[？?。\s]|\Z|申|応募|出[しせ]|受け?付|募集|公募)"
    r"|(?<!で)(?<!でも)(?:申し?込(?:みでき|め)|申請でき|応募でき)(?:る|ます)(?:か|の|かな)*(?=[？?。\s]|\Z)"
    r"|(?:申し?込み|申請し|応募し)たい"
    r"|(?:申し?込み|申請|応募)は?(?:まだ|これから|今から)"
    r"|(?:まだ|もう|これから|今から|(?<!\d)次は?)[^。？?]{0,12}(?:申し?込|申請|応募|受け?付け|募集|公募|出せ|終わ)"
)
# Words of a question that asks for nothing but that: 「いつまでに出せばいい？」.
_WHEN = frozenset(
    """
    何時 申請 申し込む 申し込み 応募 受け付け 受付 募集 公募 締め切り 期限 期日 期間 出す 提出 為る
    良い 未だ もう 次 終わる 間に合う 今 此れ から 迄 出来る
    """.split()  # noqa: SIM905
)


def asks_to_apply(question: str) -> bool:
    """Tell whether a question asks if, or until when, one may apply."""
    return _ASKS.search(question) is not None


def asks_only_to_apply(question: str) -> bool:
    """Tell whether a question asks that and nothing else."""
    return asks_to_apply(question) and _WHEN.issuperset(content_lemmas(question))
