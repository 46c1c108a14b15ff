"""What kind of figure a question asks for, and whether a text gives one of that kind."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = r"(?:\d[\d,.]*|[一二三四五六七八九十百][〇一二三四五六七八九十百千]*)"
# A noun is what is asked for where the question ends with it or goes on about it: 「上限は」,
# 「件数を教えて」, 「入居率の目標と実績」; not so in 「人数に入れる」, 「締切を過ぎた」.
_ASKED_FOR = (
    r"(?=\s|\Z|[、。・?と」)]|は|って|です|か(?:\Z|\?)|が(?:知|分)|を(?:教|知|聞)"
    r"|(?:及び|又は)|の(?:目標|実績|推移|例))"
)
# What is to be paid. 「夜間講座の受講料」 may ask who pays it; how much it is asks 「受講料は?」.
_FEES = "(?:受講|参加|利用|使用|手数|保証|入場|出店|出展)料|料金|会費|参加費|掛け?金"
_HOW_MUCH = r"(?=(?:は|って)(?:\s|\Z|[、。?」]|ど[のれ]|いか)|を(?:教|知|聞)|が(?:知|分))"
_SOME = r"でも|も|か(?!ら|\Z|[。?])"  # 「何回でも」, 「何人か採用したい」, 「いくらか」
_COUNTERS = (
    "か所|箇所|カ所|ヶ所|事業所|事業者|企業|団体|組織|種類"
    "|社|者|人|名|件|個|回|店|校|台|点|品|組|棟|本|冊|枚|票"
)
_TOLD_IN = {  # what is counted in one may be told in others
    "社": "社|者|企業|事業者|事業所|団体|組織",
    "者": "者|社|人|名|企業|事業者|団体|組織",
    "企業": "企業|社|者",
    "事業者": "事業者|者|社|人|名",
    "件": "件|の|製品|品目|事業",
    "個": "個|件|点|製品|品目",
    "人": "人|名",
    "名": "名|人",
    "利用者": "人|名",
    "来場者": "人|名",
    "参加者": "人|名",
    "店舗": "店",
    "か所": "か所|箇所|カ所|ヶ所|店",
    "箇所": "箇所|か所|カ所|ヶ所|店",
}

# Characters that the patterns below take alike before and after NFKC; most texts have no others,
# and normalising a text takes longer than looking through it.
_ALIKE = re.compile(
    "[\x00-\x7f\u3000-\u3037\u303b-\u3096\u30a0-\u30fe\u4e00-\u9fff！（）：；？～＝＋–―※○●■□◆◇◎▽→]*+"
)

_MONEY = rf"{_NUMBER}\s*(?:円|[千万億]円?)|円\W{{0,4}}\d|無料|全額"
_RATE = rf"{_NUMBER}\s*(?:%|パーセント|ポイント|割)|分の\s*{_NUMBER}|\d/\d|無利子|半分|半額"
_TIME = r"\d\s*(?:年|月|日|週|時)|[HRS]\d"
_DAY = r"\d\s*[月日]|\d/\d|随時|通年"
_AMOUNT = rf"{_MONEY}|{_RATE}|{_NUMBER}\s*(?:{_COUNTERS})"

_KINDS = tuple(
    (re.compile(asks), re.compile(given))
    for asks, given in (
        (rf"何(?:%|パーセント|割|分の)|(?:(?<![効能税])率|金利|割合){_ASKED_FOR}", _RATE),
        # What part of the cost is borne tells how much, too: 「いくら助けてくれるの」.
        ("いくら(?:まで)?[、\\s]*(?:助け|補助|助成|支援)", rf"{_MONEY}|{_RATE}"),
        ("いつまでに?[、\\s]*返|返済(?:は|の期限は)?いつまで", _TIME),
        (
            rf"いくら(?!でも|」|か(?!か[かっりるろ]|\Z|[。?]))|何[千万億]*円"
            rf"|(?:金額|[助成付算績補]額|[予決]算|(?:上限|限度|最大)額){_ASKED_FOR}",
            _MONEY,
        ),
        (rf"(?:{_FEES}){_HOW_MUCH}", rf"{_MONEY}|{_RATE}"),
        (rf"(?:上限|限度){_ASKED_FOR}", _AMOUNT),
        (
            rf"(?:締切日?|締め?切り日?|(?:申し?込み?|申請|受付|応募|公募|募集)(?:期限|期間)){_ASKED_FOR}"
            "|いつまで",
            _DAY,
        ),
    )
)
_ASKS_COUNT = re.compile(
    rf"何({_COUNTERS})(?!{_SOME})|(件|人|者|社|企業|事業者|店舗?|回|利用者|来場者|参加者)数{_ASKED_FOR}"
)
_ASKS_PHONE = re.compile(rf"(?:電話|TEL)(?:番号)?{_ASKED_FOR}|何番(?!目)", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![〒\d-])0\d{1,4}[-(]\d{1,4}[-)]\d{3,4}|(?:電話|TEL|☎)\D{0,8}(?:\d{2,5}[-()]\d{2,}|\d{6,})",
    re.IGNORECASE,
)
_OF_PHONES = re.compile(
    r"(?:電話|TEL|番号|お?問い?合わ?せ先?|連絡先?|窓口|担当課?|先)+", re.IGNORECASE
)
# What any scheme's money is called, in one paper so and in another so: 総工費, 総事業費, 費用.
_ANY_AMOUNT = re.compile(
    "(?:総|合計|全体|交付|支給|補助|助成|支援|給付|工事|事業|必要|負担)*"
    "(?:金額|総額|額|費用|経費|工費|費|手数料|料金|代金|代)"
)
_END = re.compile(r"(?:申請|応募|受付|募集|公募|申し?込み?)*(?:締め?切り?日?|〆切|期限|期日)")
_ASKS_TIME = re.compile(
    rf"いつ(?!も|でも|か(?!ら|\Z|[。?]))|何[年月日](?!{_SOME})|(?:期間|期限|時期|日程){_ASKED_FOR}"
)


def number_asked(question: str) -> re.Pattern[str] | None:
    """Return what matches the kind of number that a question asks for, None if it asks for none.

    The day to apply by counts as one.

    Args:
        question: As typed.

    Returns:
        A pattern for `gives`: 「採択は何件」 is answered by 「81件」 and 「件数 | 81」, not by
        「50万円」.
    """
    question = unicodedata.normalize("NFKC", question)
    if asks_phone(question):
        return _PHONE
    for asks, given in _KINDS:
        if asks.search(question):
            return given
    counted = _ASKS_COUNT.search(question)
    return _counted(counted[1] or counted[2]) if counted else None


def asks_phone(question: str) -> bool:
    """Tell whether a question asks for a telephone number, which any scheme has."""
    return _ASKS_PHONE.search(unicodedata.normalize("NFKC", question)) is not None


def asks_whom(word: str) -> bool:
    """Tell whether a word is only part of asking for a telephone number: 「問い合わせ先」."""
    return _OF_PHONES.fullmatch(unicodedata.normalize("NFKC", word)) is not None


def names_end(word: str) -> bool:
    """Tell whether a word is the day until which one may apply: 「締切」, 「申請期限」."""
    return _END.fullmatch(unicodedata.normalize("NFKC", word)) is not None


def _counted(unit: str) -> re.Pattern[str]:
    told_in = _TOLD_IN.get(unit, unit)
    return re.compile(rf"{_NUMBER}\s*(?:{told_in})|(?:{told_in})数?[^\w。]{{0,12}}\d")


def asks_amount_of(word: str, question: str) -> bool:
    """Tell whether a question asks what amount something is: 最低賃金 in 「最低賃金はいくら」.

    Words that any amount goes by are no such thing: the paper may say 事業費 for 費用.
    """
    if _ANY_AMOUNT.fullmatch(word):
        return False
    return re.search(rf"{re.escape(word)}(?:は|って)[、\s]*いくら", question) is not None


def time_asked(question: str) -> re.Pattern[str] | None:
    """Return what matches a time, if a question asks for one, as `number_asked` does."""
    asks = _ASKS_TIME.search(unicodedata.normalize("NFKC", question))
    return re.compile(_TIME) if asks else None


def gives(kind: re.Pattern[str], text: str) -> bool:
    """Tell whether a text, as read, gives a figure of a kind."""
    if not _ALIKE.fullmatch(text):
        text = unicodedata.normalize("NFKC", text)
    return kind.search(text) is not None


def figure_asked(question: str) -> re.Pattern[str] | None:
    """Return what matches the time or the kind of number that a question asks for."""
    return number_asked(question) or time_asked(question)
