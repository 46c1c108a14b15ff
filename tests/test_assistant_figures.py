"""Which numbers and times a question asks for, and which texts give them."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.question.figures import (
    asks_amount_of,
    asks_whom,
    figure_asked,
    gives,
    names_end,
    number_asked,
    time_asked,
)

# question, texts that give what it asks for, texts that do not
NUMBERS = [
    (
        "補助金はいくらもらえますか",
        ["上限50万円", "五十万円以内", "(千円) | 202,119 |"],
        ["2025年", "8件"],
    ),
    ("融資の金額を教えて", ["１億円", "300千円", "手数料は無料です"], ["返済は7年以内"]),
    ("補助額は", ["50 万円"], ["補助額は別に定めます。"]),
    ("平成28年度の予算", ["予算額 1,200千円"], ["平成28年度"]),
    ("利率は何%ですか", ["年1.3%", "年１．３％", "無利子"], ["限度額300万円"]),
    ("補助率を知りたい", ["2分の1以内", "3分の 2", "1/2", "半額"], ["上限50万円", "全国"]),
    ("入居率の目標と実績", ["98%", "9割"], ["入居者10社"]),
    ("補助の限度額", ["50万円", "全額"], ["2分の1", "1社まで"]),
    ("補助の上限は", ["50万円", "2分の1", "1社まで"], ["平成28年", "別に定めます。"]),
    (
        "採択は何件でしたか",
        ["81件", "申請件数 | 81 |", "81の商談", "三件", "33製品"],
        ["50万円", "第3回"],
    ),
    ("申請件数と採択件数", ["申請20件"], ["平成30年度"]),
    ("認証は何個ですか", ["196製品", "24品目", "3個"], ["196人"]),
    ("会員企業は何社", ["368組織", "会社数(社) 12", "10者"], ["368人", "3年"]),
    ("採択は何件か", ["81件"], ["50万円"]),
    ("上限はいくらか。", ["50万円"], ["8件"]),
    ("来場者数を教えてください", ["10,000人", "延べ300名"], ["来場者が増えました。", "20社"]),
    ("セミナーは何回ありますか", ["全5回", "回数: 5"], ["5人"]),
    ("受講料は", ["3,000円", "無料です"], ["全5回"]),
    ("参加費はどのくらいかしら", ["3,000円"], ["全5回"]),
    ("信用保証料を教えて", ["年0.5%", "全額を補助"], ["令和5年度"]),
    ("夜間講座の受講料はいくら", ["3,000円"], ["夜間講座の受講料を補助します。"]),
    (
        "補助金の締切を教えて",
        ["１０月３１日まで", "10/31", "随時受け付けます"],
        ["平成28年度", "定員まで"],
    ),
    ("いつまでに出せばいい", ["9月29日"], ["2週間", "採択の後"]),
    ("公募期間", ["8月21日から9月29日"], ["3年"]),
    (
        "相談窓口の電話番号を教えて",
        ["(☎0246-22-1126)", "TEL：044-200-2332", "電話 (024)521-0999", "０３－３５０１－５８０３"],
        ["〒210-0007", "電話でご相談ください。", "2016-2017", "内線あり"],
    ),
    ("電話は何番ですか", ["電話：25-9151"], ["3番目"]),
    ("改修にいくらかかりますか", ["80万円"], ["8件"]),
    ("いくら助けてくれるの", ["月額2万円", "費用の3分の1"], ["2年以内"]),
    ("いくら補助してもらえますか", ["半額"], ["5社"]),
    ("いつまでに返すの", ["期間6年以内", "3月20日まで"], ["年1.5%"]),
    ("返済はいつまで", ["期間6年以内"], ["8件"]),
    ("何か所ありますか", ["3箇所", "4カ所", "2店"], ["3人"]),
]
NO_NUMBER = [
    "拠点は東京の何区にありますか",
    "空き店舗を改装したい",
    "派遣で来てもらってる人も人数に入れるの?",
    "補助の上限まで使いたい",
    "効率を上げたい",
    "消費税の税率が変わるときのレジ",
    "利率が高くて返せない",
    "回収率の改善に使える支援",
    "予算内で店を直したい",
    "見積もりが「一式いくら」としか書いてない",
    "いくらでも借りたい",
    "決算書を見せながら話したい",
    "予算がなくて広告を出せない",
    "最大50万円の補助",
    "補助に上限がある理由",
    "説明会はいつ",
    "締切に間に合わない",
    "信用保証料を補助してほしい",
    "夜間講座の受講料",
    "セミナーの参加費の補助",
    "会議室の利用料は補助されますか",
    "資料を教えて",
    "何から始めればいいか",
    "何回でも申請できますか",
    "電話で相談できますか",
    "電話番号が変わったときの届出",
    "何番目に審査されますか",
    "何人か採用したい",
    "何社かで共同して申し込みたい",
    "いくらか助けてほしい",
    "",
]
TIMES = [
    "いつ始まる",
    "募集開始はいつですか",
    "いつでしょう",
    "いつから",
    "始まるのはいつか",
    "実施期間は",
    "何月からですか",
    "実施時期",
]
NO_TIME = [
    "何年か前に始めた店",
    "いつもの取引先が倒産した",
    "いつでも相談できる?",
    "いつか店を持ちたい",
    "期限までに終わりそうにない",
    "何件",
]


@pytest.mark.parametrize(("question", "told", "untold"), NUMBERS)
def test_numbers(question, told, untold):
    kind = number_asked(question)
    found = {text: kind is not None and gives(kind, text) for text in (*told, *untold)}
    assert found == {text: text in told for text in found}
    assert figure_asked(question) == kind


@pytest.mark.parametrize("question", NO_NUMBER)
def test_no_number_is_asked_for(question):
    assert number_asked(question) is None


AMOUNT_OF = [
    ("最低賃金", "最低賃金はいくら？", True),
    ("日当", "手伝いの日当って、いくら渡せばいい", True),
    ("会費", "年会費は、いくら", True),
    ("一人あたり", "一人あたりいくらもらえますか", False),  # per what, not of what
    ("展示会", "展示会の費用はいくら", False),
    ("会費", "会費は年にいくら", False),
    ("(株)", "(株)はいくら", True),
    ("受講料", "創業塾の受講料はいくら", True),
    # Other words may stand for any scheme's money.
    ("総工費", "アーケードの総工費はいくら", False),
    ("交付総額", "改装補助の交付総額はいくらか", False),
    ("費用", "許可の費用は、いくらですか", False),
]


@pytest.mark.parametrize(("word", "question", "asked"), AMOUNT_OF)
def test_of_what_the_amount_is_asked_for(word, question, asked):
    assert asks_amount_of(word, question) == asked


@pytest.mark.parametrize(
    ("word", "expected"),
    [("電話", True), ("電話番号", True), ("TEL", True), ("問い合わせ先", True), ("商工課", False)],
)
def test_words_that_only_ask_for_a_telephone_number(word, expected):
    assert asks_whom(word) is expected


@pytest.mark.parametrize(
    ("word", "expected"), [("締切", True), ("締め切り", True), ("申請期限", True), ("賃金", False)]
)
def test_words_for_the_last_day(word, expected):
    assert names_end(word) is expected


@pytest.mark.parametrize("question", TIMES)
def test_times(question):
    kind = time_asked(question)
    texts = ["10月31日", "平成28年", "H28", "2週間", "採択の後", "50万円"]
    assert [kind is not None and gives(kind, text) for text in texts] == [True] * 4 + [False] * 2
    assert figure_asked(question) == kind


@pytest.mark.parametrize("question", NO_TIME)
def test_no_time_is_asked_for(question):
    assert time_asked(question) is None


KINDS = [
    number_asked("いくらですか"),
    number_asked("何割ですか"),
    number_asked("上限は"),
    number_asked("いつまで"),
    number_asked("何件"),
    time_asked("いつ"),
]


@example("上限５０万円")
@example("⑩件")
@example("〸件")
@example("50％")
@example("5⽉1⽇")
@example("１／２")
@example("㌫")
@given(st.text("0５〸十①万円件％%分の／/⽉月⽇日Ｈ年（(　 〒ｶか", max_size=8))
def test_a_text_gives_what_its_normalised_form_gives(text):
    for kind in KINDS:
        normalised = unicodedata.normalize("NFKC", text)
        assert gives(kind, text) == (re.search(kind, normalised) is not None)
