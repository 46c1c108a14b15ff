"""What a person tells instead of asking: where and what she is, that she was misunderstood."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question.mentions import Mention, content_beside, without
from corpus.language.japanese import sentences, words
from corpus.names.places import PlaceMention, find_places_in_question

_CORRECTING = frozenset(
    "否 いー えー いえ いいえ 違う 間違い 間違う 間違える 済む 御免 無い 方 事 矢張り".split()  # noqa: SIM905
)
_OF_A_PLACE = frozenset(
    """
    場所 店 店舗 当店 会社 当社 弊社 住所 所在 地 事業 事務 工場 本社 本店 商売 住む 所 市内 区内
    私 内 家
    """.split()  # noqa: SIM905
)
_TELLS = re.compile(
    r"(?:です|でした|だ|だった|ます|(?:て|で)る|ある)(?:よ|ね|が|けど|けれど|けれども|んで|ので)*[。!！\s]*\Z"
)
_IS = re.compile(r"(?:なん)?(?:です|だ)(?:よ|ね|が|けど|けれど)*[。!！\s]*\Z")
_RUNS_A_BUSINESS = re.compile(
    r"を(?:やって|して|営[みむん]|経営し|営業し|商売に?し|始めて|開いて)"
    r"|で(?:[^、。]{0,8}の)?(?:開業|創業|起業|開店|出店|独立)(?:する|の)?予定"
)
# What a person may have: 「川崎市の食堂です」 tells where she is, 「川崎市の補助です」 does not.
_TRADE = re.compile(
    r"(?:屋|店|舗|業|工場|会社|社|社長|経営者|事業者|院|室|所|堂|館|園|農家|法人|商|カフェ|サロン"
    r"|レストラン|スナック|ホテル)(?:さん)?\Z"
)
_SIZE = re.compile(r"(?:従業員|社員|店員|スタッフ|パート|席|資本金)\w{0,3}\d")
_SO_MANY = re.compile(r"\d\s?[人名席]\w{0,9}(?:です|でやって(?:い|お)?(?:ます|ります))[。!！\s]*\Z")
_MYSELF = re.compile(r"^(?:うち|家|わたし|私|ぼく|僕|俺|弊社|当社|当店|会社|店|お店)(?:は|も)、?")
_BEFORE_IT = re.compile(
    rf"(?:^(?:やっぱり?|やはり|いい?え|いや|違います|ちがいます)[、。\s]*|{_MYSELF.pattern})"
)
_SOMEBODY_ELSE = re.compile(
    r"(?:友達|友だち|友人|知人|知り合い|仲間|先輩|後輩|親戚|兄|弟|姉|妹|いとこ|取引先)"
    r"(?:の\w{1,4})?(?:は|が|も)[^。．！？!?\n]*\Z"
)
_ASKS = re.compile(r"(?:[？?]|か|かな|の|ください|たい(?:です)?)[。\s]*\Z")
_WISHES = re.compile(r"たい|ほしい|欲しい|困|悩|ない|足り")
_OF_NAMES = ("名詞", "接尾辞", "接頭辞", "副詞", "補助記号", "空白")


def corrects(text: str, named: Sequence[Mention]) -> bool:
    """Tell whether a text puts other places or years right and says nothing else.

    「いや、横浜じゃなくて川崎」, 「すみません、川崎市の間違いでした」.
    """
    said = {word.lemma for word in content_beside(text, named)}
    # 「うちは川崎じゃない」
    denied = any(isinstance(mention, PlaceMention) and mention.left_out for mention in named)
    correcting = _CORRECTING | _OF_A_PLACE if denied else _CORRECTING
    return bool(named) and bool(said) and said <= correcting


def of_somebody_else(text: str, place: PlaceMention) -> bool:
    """Tell whether somebody else is in a place: 「友達は川崎で店をやってる。うちはいわき」."""
    return _SOMEBODY_ELSE.search(text, 0, place.start) is not None


def tells_place(sentence: str, named: Sequence[Mention]) -> bool:
    """Tell whether a person says where she is: 「川口です」, 「川崎で喫茶店をやってます」."""
    places = [m for m in named if isinstance(m, PlaceMention) and not m.left_out]
    if not places or any(of_somebody_else(sentence, place) for place in places):
        return False
    if corrects(sentence, named):
        return True
    if _ASKS.search(sentence):
        return False
    if _RUNS_A_BUSINESS.search(sentence) or _TRADE.search(what_is_told(sentence, named) or ""):
        return True
    said = {word.lemma for word in content_beside(sentence, named)}
    told = _TELLS.search(sentence) or _MYSELF.match(sentence)
    return told is not None and said <= _CORRECTING | _OF_A_PLACE


def only_tells(sentence: str, named: Sequence[Mention]) -> bool:
    """Tell whether a sentence says where somebody is, or how large her firm, and nothing else."""
    if _ASKS.search(sentence) or _WISHES.search(sentence):
        return False
    others = any(isinstance(m, PlaceMention) and of_somebody_else(sentence, m) for m in named)
    return others or _SIZE.search(sentence) is not None or tells_place(sentence, named)


def only_introduces(text: str) -> bool:
    """Tell whether all that a person says is who and where she is: 「8人の町工場です」."""
    return bool(text) and all(
        _introduces(sentence, find_places_in_question(sentence))
        for start, end in sentences(text)
        if (sentence := text[start:end].strip())
    )


def _introduces(sentence: str, places: Sequence[PlaceMention]) -> bool:
    if _ASKS.search(sentence) or _WISHES.search(sentence) or not _TELLS.search(sentence):
        return False
    return _SO_MANY.search(sentence) is not None or tells_place(sentence, places)


def what_is_told(text: str, named: Sequence[Mention]) -> str | None:
    """Return what a person says that she or the matter is: 美容室 of 「美容室です」; else None."""
    said = _BEFORE_IT.sub(lambda before: " " * len(before[0]), text)
    told = _IS.sub("", said)
    if told == text or not any(w.pos == "名詞" for w in content_beside(told, named)):
        return None
    names_only = all(word.pos in _OF_NAMES or word.lemma == "の" for word in words(told))
    return without(told, named).strip() if names_only else None
