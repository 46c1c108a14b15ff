"""Whether a question needs the one before it to make sense: 「金利は？」, 「条件は何ですか」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.question.mentions import Mention, content_beside
from corpus.language.japanese import Word, is_content, words

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
    全文 原文 出典 続き 最新 見る 割合 比率 内訳
    """.split()  # noqa: SIM905
)
_INTERROGATIVES = frozenset(
    "幾ら 何ぼ 何時 何時頃 何処 誰 何 何れ 何の どう どんな 何方 何故".split()  # noqa: SIM905
)
NOUN = ("名詞", "接尾辞")
WISHES = frozenset({"たい", "欲しい", "困る", "悩む", "探す"})
_TOPIC_LAST = re.compile(
    r"(?:は|って|だと|なら|とか|の(?:場合|とき|時)|に?ついて(?:教えて\w*)?)[？?。\s]*\Z"
)
_VERB_AS_TOPIC = re.compile(r"(?<!ほ)[うくぐすつぬぶむる]に?(?:は|って)[？?。\s]*\Z")
# What is asked of a case, whatever is done in it: 「嘘を書いたら？」, 「正社員にしたらいくら」.
_CASE = r"(?:(?<!どうし)(?:たら|だら)|(?<!どうす)れば|[てで]も|なら|場合は?|(?:とき|(?<!何)時)は?)"
_CASE_LAST = re.compile(
    rf"(?:{_CASE}[、\s]*|けど(?=[？?])|と比べて|と比較して)[？?。\s]*\Z|ないと(?:だめ|ダメ|駄目|いけ)"
)
_CASE_FIRST = re.compile(rf"{_CASE}[、\s]*(?!の)(?P<asked>[^、。]{{1,12}})\Z")
REASON = re.compile(r"(?:理由|原因|背景)は?(?:何|なに|なん)?(?:ですか)?[？?。\s]*\Z")
DEFINITION = re.compile(
    r"(?:って|とは)(?:、|\s)*(?:何|なに|なん)(?!件|人|社|円|年|月|日)|とは[？?。\s]*\Z"
)
ASKS_LAST = re.compile(r"(?:[？?]|か|かな|の|ん|かしら)[。\s]*\Z")


def is_elliptic(question: str, own: Sequence[Word], named: Sequence[Mention]) -> bool:
    """Tell whether a question needs the one before it to make sense."""
    if all(is_detail(word, own) for word in content_beside(question, named)):
        return True
    lemmas = {word.lemma for word in own}
    if lemmas & WISHES or DEFINITION.search(question):
        return False
    if asks_of_a_case(question):
        return True
    if _has_argument(own):
        return False
    if _TOPIC_LAST.search(question):
        return not _VERB_AS_TOPIC.search(question)
    says = any(
        word.pos in ("動詞", "形容詞", "助動詞") or word.lemma in ("は", "って") for word in own
    )
    return bool(lemmas & _INTERROGATIVES) or bool(says and ASKS_LAST.search(question))


def is_detail(word: Word, among: Sequence[Word]) -> bool:
    """Tell whether a word, or the compound it belongs to, names a part of any scheme."""
    last = word
    for following in among:
        if word.pos in NOUN and following.start == last.end and following.pos in NOUN:
            last = following
    return last.lemma in _DETAIL or last.lemma.isdigit() or word.lemma in _DETAIL


def asks_of_a_case(question: str) -> bool:
    """Tell whether a question asks what holds in a case, or why something is so."""
    if _CASE_LAST.search(question) or REASON.search(question):
        return True
    case = _CASE_FIRST.search(question)
    own = words(question)
    return case is not None and all(
        is_detail(word, own)
        for word in own
        if word.start >= case.start("asked") and is_content(word)
    )


def _has_argument(own: Sequence[Word]) -> bool:
    """Tell whether something of its own is done or is the case: 「店を借りる」, 「人がいない」."""
    for number, (word, particle) in enumerate(pairwise(own)):
        after = [each.lemma for each in own[number + 2 :]]
        if word.pos not in NOUN or particle.lemma not in ("を", "が", "に"):
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
