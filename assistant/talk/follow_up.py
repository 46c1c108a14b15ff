"""What a question keeps of the talk before it: all that it is about, its scope, or nothing.

「金利は？」 asks for a part of what the talk is about. 「人材育成は？」 names a theme of its
own, but is asked of the same city. 「空き店舗を借りたい」 says all by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from assistant.question.mentions import Mention, content_beside, without, words_beside
from assistant.question.telling import corrects, what_is_told
from corpus.japanese import Word, is_content, words
from corpus.places import PlaceMention
from corpus.schemes import SchemeMention, find_schemes, is_same_scheme
from corpus.themes import find_themes

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
# Words that ask for a detail of something named before, and name nothing themselves.
_DETAIL = frozenset(
    """
    一覧 リスト 表 全部 全て 見せる
    幾ら 何時 何処 誰 上限 下限 限度 金額 額 率 期間 期限 締め切り 条件 対象 要件 申請 申し込み
    申し込む 方法 手続き 書類 窓口 連絡 先 電話 番号 問い合わせ 予算 決算 実績 目標 使う 受ける 円
    パーセント 割 年度 去年 今年 昨年 詳しい 具体 的 例 場合 件 時 幾 つ 補助 必要 費用 自己 負担
    どう どんな 遣る 年間 返す 無料 個人 法人 担当 課 他 市 自治 体 翌
    金利 利率 利子 利息 担保 保証 料 費 日 数 書き 日程 会場 場所 定員 審査 結果 様式 用紙 併用
    何時頃 何ぼ 出る 入る 要る 掛かる 手 最大 最低 期日 受け付け 回 土日 講師
    全文 原文 出典 続き 最新 見る
    """.split()  # noqa: SIM905
)
# Hold for any scheme, though their words are those of a theme.
_PARTS = re.compile(
    "自己資金|保証料|保証人|経営者保証|据置期間|前払金?|宿泊費|高齢者|障[害が]い?者"
)
# Of the names of schemes those that no part of a scheme has: 運転資金 is one of a loan.
_OF_A_SCHEME = re.compile(r"(?:(?<!資)金|融資|共済|税制|(?:融資|認定)制度)\Z")
# 「信用保証料の補助は」 is a scheme of its own, 「旅費の補助は」 may be a part of one.
_HELP_WITH = re.compile(
    r"(?P<what>[一-龥々ァ-ヶーA-Za-z]{4,})の(?:補助|助成|支援|融資)(?:は|って|に?ついて)"
)
_HELP = re.compile("補助|助成|給付|支援|奨励|融資|共済|税制|制度|セミナー|講座")
_INTERROGATIVES = frozenset(
    "幾ら 何ぼ 何時 何時頃 何処 誰 何 何れ 何の どう どんな 何方 何故".split()  # noqa: SIM905
)
_NAME = 6  # characters: two nouns as long as this are a name: 「キャリアサポート」
_ANYONE = {"人", "者", "方"}
_NOUN = ("名詞", "接尾辞")
_WISHES = frozenset({"たい", "欲しい", "困る", "悩む", "探す"})
_TOPIC_LAST = re.compile(
    r"(?:は|って|だと|なら|とか|の(?:場合|とき|時)|に?ついて(?:教えて\w*)?)[？?。\s]*\Z"
)
_VERB_AS_TOPIC = re.compile(r"(?<!ほ)[うくぐすつぬぶむる]に?(?:は|って)[？?。\s]*\Z")
_FOR_A_PURPOSE = re.compile(r"[うくぐすつぬぶむる]には")
# What is asked of a case, whatever is done in it: 「嘘を書いたら？」, 「正社員にしたらいくら」.
_CASE = r"(?:(?<!どうし)(?:たら|だら)|(?<!どうす)れば|[てで]も|なら|場合は?|(?:とき|(?<!何)時)は?)"
_CASE_LAST = re.compile(
    rf"(?:{_CASE}[、\s]*|けど(?=[？?])|と比べて|と比較して)[？?。\s]*\Z|ないと(?:だめ|ダメ|駄目|いけ)"
)
_CASE_FIRST = re.compile(rf"{_CASE}[、\s]*(?!の)(?P<asked>[^、。]{{1,12}})\Z")
# What the asker would do, under the scheme that the talk is about: 「賃上げすると？」.
_CONDITION = re.compile(r"(?:[うくぐすつぬぶむる]と|(?<!どうし)(?:たら|だら))[、\s]*[？?。\s]*\Z")
# What the asker had of it: 「うちは去年もらった」.
_HAD_IT = re.compile(
    r"(?:うち|私|わたし|当社|弊社)?[はも]?、?(?:前に|前回|以前|去年|昨年|今年|もう|すでに|既に|一度|1度|1回|[にはもで])*"
    r"(?:申請して|出して)?(?:もらっ|貰っ|受け|使っ|申請し|申し込ん|落ち|採択され|通っ)(?:て(?:い)?)?(?:た|ました|ます|る)"
    r"(?:ん|の|です|だ|けど|けれど|が|よ|ね)*[。\s]*"
)
_REASON = re.compile(r"(?:理由|原因|背景)は?(?:何|なに|なん)?(?:ですか)?[？?。\s]*\Z")
# Of the asker's state: 「創業前なら？」; beside what the talk is about: 「共済との違いは？」.
_STATE = re.compile(
    r"(?:前|後|中|済み?|したて)(?:なら|だと|は|の(?:場合|人)は?)[？?。\s]*\Z|ないと\w{0,8}[？?。\s]*\Z"
)
_BESIDE_IT = re.compile(r"と(?:の|は|も|どう)?(?:違|併用|比べ|比較|一緒|同時)|とど(?:ちら|っち)")
_DEFINITION = re.compile(
    r"(?:って|とは)(?:、|\s)*(?:何|なに|なん)(?!件|人|社|円|年|月|日)|とは[？?。\s]*\Z"
)
_PERMISSION = re.compile(
    r"[もて](?:いい|良い|よい|大丈夫|可能|構|かま|OK|だめ|ダメ|駄目)[^、。]{0,6}\Z", re.IGNORECASE
)
_ALSO = re.compile(r"(?<![とにへ])も(?!う|っ|の|らえ|らう|ら[いっ]|し|ちろん|と)")
_ASKS_LAST = re.compile(r"(?:[？?]|か|かな|の|ん|かしら)[。\s]*\Z")


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
        return "scope" if _names_another_scheme(question, topic) else "subject"
    if _HAD_IT.fullmatch(question) or (_CONDITION.search(question) and _stays(question, topic)):
        return "subject"
    own = words_beside(question, named)
    if _PERMISSION.search(question) and not _WISHES & {word.lemma for word in own}:
        return "subject"
    if not _is_elliptic(question, own, named):
        return "scheme" if _asks_of_scheme(question, topic, named) else None
    placed = any(isinstance(mention, PlaceMention) for mention in named)
    new = _names_a_theme(question, topic) or _names_in_full(own, topic, placed)
    return "scope" if new else "subject"


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
    told = what_is_told(question, named)
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
    new = [w for w in content_beside(whose, named) if w.lemma not in known and w.pos in _NOUN]
    return without(whose, named).strip() if any(not is_detail(w, content) for w in new) else ""


def _is_elliptic(question: str, own: Sequence[Word], named: Sequence[Mention]) -> bool:
    """Tell whether a question needs the one before it to make sense."""
    if all(is_detail(word, own) for word in content_beside(question, named)):
        return True
    lemmas = {word.lemma for word in own}
    if lemmas & _WISHES or _DEFINITION.search(question):
        return False
    if _asks_of_a_case(question, own):
        return True
    if _has_argument(own):
        return False
    if _TOPIC_LAST.search(question):
        return not _VERB_AS_TOPIC.search(question)
    says = any(
        word.pos in ("動詞", "形容詞", "助動詞") or word.lemma in ("は", "って") for word in own
    )
    return bool(lemmas & _INTERROGATIVES) or bool(says and _ASKS_LAST.search(question))


def _asks_of_a_case(question: str, own: Sequence[Word]) -> bool:
    """Tell whether a question asks what holds in a case, or why something is so."""
    if _CASE_LAST.search(question) or _REASON.search(question):
        return True
    case = _CASE_FIRST.search(question)
    return case is not None and all(
        is_detail(word, own)
        for word in own
        if word.start >= case.start("asked") and is_content(word)
    )


def _asks_of_scheme(question: str, topic: str, named: Sequence[Mention]) -> bool:
    """Tell whether a full question is one about the scheme that the talk is about.

    After 「持続化補助金」, 「車を買えますか」 is; a wish (「人を雇いたい」) or a question for help
    of another kind (「雇うと助成金が出ますか」) may be about anything.
    """
    if named or not _ASKS_LAST.search(question) or not schemes_of(topic):
        return False
    lemmas = {word.lemma for word in words(question)}
    return not (
        lemmas & _WISHES
        or _HELP.search(question)
        or _FOR_A_PURPOSE.search(question)
        or _DEFINITION.search(question)
    )


def _stays(question: str, topic: str) -> bool:
    """Tell whether a talk is about a scheme, and a question about no other."""
    return bool(schemes_of(topic)) and not _names_another_scheme(question, topic)


def schemes_of(text: str) -> list[SchemeMention]:
    """Return the schemes that a text names, without what may be a part of any (運転資金)."""
    return [m for m in find_schemes(text) if _OF_A_SCHEME.search(text, m.start, m.end)]


def is_detail(word: Word, among: Sequence[Word]) -> bool:
    """Tell whether a word, or the compound it belongs to, names a part of any scheme."""
    last = word
    for following in among:
        if word.pos in _NOUN and following.start == last.end and following.pos in _NOUN:
            last = following
    return last.lemma in _DETAIL or last.lemma.isdigit() or word.lemma in _DETAIL


def _has_argument(own: Sequence[Word]) -> bool:
    """Tell whether something of its own is done or is the case: 「店を借りる」, 「人がいない」."""
    for number, (word, particle) in enumerate(pairwise(own)):
        after = [each.lemma for each in own[number + 2 :]]
        if word.pos not in _NOUN or particle.lemma not in ("を", "が", "に"):
            continue
        if particle.lemma == "に" and _about(after):
            continue
        does = [each.lemma for each in own[number + 2 :] if each.pos in ("動詞", "形容詞")]
        if does and does[0] not in _DETAIL and not is_detail(word, own):
            return True
    return False


def _about(after: Sequence[str]) -> bool:
    """Tell whether what follows a noun with に makes a topic of it: 「…には」, 「…については」."""
    return after[:1] == ["は"] or (
        after[:2] == ["つく", "て"]
        and (not after[2:] or after[2] in {"は", "？", "?", "。", "教える"})
    )


def _names_a_theme(question: str, topic: str) -> bool:
    """Tell whether a question is about another theme or scheme than the talk."""
    if _BESIDE_IT.search(question):
        return False
    if _names_another_scheme(question, topic):
        return True
    if _ALSO.search(question) or _STATE.search(question) or _REASON.search(question):
        return False
    help_with = _HELP_WITH.search(question)
    if help_with is not None and help_with["what"] not in topic:
        return True
    return not set(find_themes(_PARTS.sub(" ", question))) <= set(find_themes(topic))


def _names_another_scheme(question: str, topic: str) -> bool:
    """Tell whether a question names a scheme that the talk is not about."""
    known = [scheme.lemmas for scheme in schemes_of(topic)]
    return any(
        not any(is_same_scheme(scheme.lemmas, each) for each in known)
        for scheme in schemes_of(question)
    )


def _names_in_full(own: Sequence[Word], topic: str, placed: bool) -> bool:
    """Tell whether a question names what it is about: by two nouns, a name, or one with its place.

    「キッチンカーの許可は」 says all; in 「説明会の日程は」 the second is a part of any scheme.
    """
    known = {word.lemma for word in words(topic)} | _ANYONE
    new = [
        word.pos in _NOUN and word.lemma not in known and not is_detail(word, own) for word in own
    ]
    if placed:
        return any(new)
    adjoining = [
        before and after and own[number].end == own[number + 1].start
        for number, (before, after) in enumerate(pairwise(new))
    ]
    return any(
        own[number + 1].end - own[number].start >= _NAME
        for number, is_one in enumerate(adjoining)
        if is_one
    ) or any(
        before and own[number + 1].lemma == "の" and after
        for number, (before, after) in enumerate(zip(new, new[2:], strict=False))
    )
