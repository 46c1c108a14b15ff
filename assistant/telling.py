"""What a person tells instead of asking: where and what she is, that she was misunderstood."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.mentions import Mention, content_beside, without
from corpus.japanese import words
from corpus.places import PlaceMention

_CORRECTING = frozenset(
    "否 いー えー 違う 間違い 間違う 間違える 済む 御免 無い 方 事 矢張り".split()  # noqa: SIM905
)
_OF_A_PLACE = frozenset(
    "場所 店 店舗 当店 会社 当社 住所 事業 事務 工場 本社 本店 商売 住む 所 市内 区内 私 内".split()  # noqa: SIM905
)
_TELLS = re.compile(
    r"(?:です|でした|だ|だった|ます|(?:て|で)る|ある)(?:よ|ね|が|けど|けれど|けれども|んで|ので)*[。!！\s]*\Z"
)
_IS = re.compile(r"(?:なん)?(?:です|だ)(?:よ|ね|が|けど|けれど)*[。!！\s]*\Z")
_ON_SECOND_THOUGHT = re.compile(r"^(?:やっぱり?|やはり)[、\s]*")
_RUNS_A_BUSINESS = re.compile(
    r"を(?:やって|して|営んで|経営して|営業して|商売に?して)(?:お|い)?(?:ます|る|ります)"
    r"(?:よ|ね|が|けど|けれど|んで|ので)*[。!！\s]*\Z"
)
_OF_NAMES = ("名詞", "接尾辞", "接頭辞", "副詞", "補助記号", "空白")


def corrects(text: str, named: Sequence[Mention]) -> bool:
    """Tell whether a text puts other places or years right and says nothing else.

    「いや、横浜じゃなくて川崎」, 「すみません、川崎市の間違いでした」.
    """
    said = {word.lemma for word in content_beside(text, named)}
    return bool(named) and bool(said) and said <= _CORRECTING


def tells_place(text: str, named: Sequence[Mention]) -> bool:
    """Tell whether a person says where she is: 「川口です」, 「川崎で喫茶店をやってます」."""
    if not any(isinstance(m, PlaceMention) and not m.left_out for m in named):
        return False
    if _RUNS_A_BUSINESS.search(text) or corrects(text, named):
        return True
    said = {word.lemma for word in content_beside(text, named)}
    return said <= _CORRECTING | _OF_A_PLACE and _TELLS.search(text) is not None


def what_is_told(text: str, named: Sequence[Mention]) -> str | None:
    """Return what a person says that she or the matter is: 美容室 of 「美容室です」; else None."""
    told = _ON_SECOND_THOUGHT.sub("", _IS.sub("", text))
    if told == text or not any(w.pos == "名詞" for w in content_beside(told, named)):
        return None
    names_only = all(word.pos in _OF_NAMES or word.lemma == "の" for word in words(told))
    return without(told, named).strip() if names_only else None
