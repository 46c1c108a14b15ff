"""Every Japanese sentence the page says, in one place, and the small labels made of values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from assistant.records import Reason
from corpus.names.editions import is_year
from corpus.names.fiscal import era_label

MAX_QUESTION_CHARS = 1000
"""Longest question that is searched, in characters: some thirty lines, more than any citizen's
question in the judged sets; a longer one is nearly always a document pasted by mistake."""

NAME = "窓口"
TITLE = "窓口 — 中小企業支援の資料をさがす"
TAGLINE = "中小企業支援の資料の文を、そのまま引いてお答えします"

GREETING = "中小企業の支援について、<wbr>おたずねください"
GREETING_BODY = (
    "ふだんの言葉でかまいません。国や自治体の公開資料から、お尋ねに近い文章をそのまま引用し、"
    "どの資料のどこに書かれているかを添えてお答えします。"
)
CAUTION = (
    "資料の発行後に制度が変わっていることがあります。お申し込みの前に、"
    "発行元の最新の案内をご確認ください。"
)
SEARCHING = "資料を調べています…"
ASKED = "ご質問"
CLEAR_FILTERS = "絞り込みを外して探す"
NO_LIST: dict[type, str] = {
    str: '文字列のリストで指定してください（例：["川崎市"]）。',
    int: "整数のリストで指定してください（例：[2016]）。",
}
NO_QUESTION = "question: 文字列で指定してください。"
NO_COUNT = "k: 整数で指定してください。"
UNHELD = "{}の資料はお預かりしていません。"
GENERAL = "お尋ねの地域の資料ではなく、どの地域のものとも書かれていない資料からの引用です。"
WIDER = "お尋ねの市区町村の資料ではなく、都道府県や国など、より広い範囲の資料からの引用です。"
EVIDENCE = "根拠となる文章"
EVIDENCE_NOTE = "お尋ねに近い順に並べています。印は、ご質問の言葉に合うところです。"

QUESTION_LABEL = "ご質問"
QUESTION_PLACEHOLDER = "例：跡取りがいません"
ASK = "質問する"
CHANGE = "探し方を変える"
NEW_TALK = "新しい質問をはじめる"
EXAMPLES = "こんなことをおたずねいただけます"
FILTERS = ("市区町村", "年度", "テーマ")
ABOUT = "このデータについて"

EMPTY_QUESTION = "ご質問が入力されていないようです。知りたいことを短い文でお書きください。"
UNKNOWN_IN_ADDRESS = (
    "リンクに書かれた条件のうち、いまの資料やこのページにないものは、外してお探ししました。"
)
FAULT = (
    "申し訳ありません。ただいまお答えできませんでした。しばらくしてから、もう一度お試しください。"
    "続くときは、受付番号 {reference} を添えて管理者にお知らせください。"
)
REFUSED = (
    "申し訳ありません。資料の準備または設定に問題があり、お答えできませんでした。"
    "受付番号 {reference} を添えて管理者にお知らせください。"
)

OPEN = "資料を開く"
COPY = "出典つきでコピー"
USEFUL = "役に立った"
USELESS = "役に立たなかった"
SAVE_MARKDOWN = "回答を保存（文章・Markdown）"
SAVE_CSV = "一覧を保存（表計算用・CSV）"
LIKELY = "見込み"
LIKELIHOOD = "お役に立つ見込み"
HEADINGS = "見出し"
EXPAND = "続きを表示"
COLUMN = "表の「{}」の欄"
NAMESAKE = "同じ題名の資料がほかにもあり、内容が異なることがあります（この資料のID：{}）。"
UNTITLED = "（題名のない資料）"

DECLINED: dict[Reason, str] = {
    "nothing_asked": (
        "ご利用ありがとうございます。ここでは、中小企業支援の資料から、お尋ねに近い文をそのまま"
        "引いてお答えしています。お知りになりたいことをお尋ねください。"
    ),
    "remark": (
        "申し訳ありません。資料の文をそのまま引いてお答えする仕組みのため、"
        "言い換えや理由のご説明、係の者へのお取り次ぎはできません。"
    ),
    "distress": (
        "おつらいお気持ちを書いてくださり、ありがとうございます。"
        "この窓口でお答えするより先に、どうかお一人で抱えず、人に話してください。"
    ),
    "nothing": (
        "申し訳ありません。お尋ねに合う文章は、お預かりしている資料の中に見つかりませんでした。"
    ),
    "other_year": (
        "申し訳ありません。お尋ねの年度の資料には、お答えできる文章が見つかりませんでした。"
    ),
    "other_edition": (
        "申し訳ありません。お尋ねの回（年版）については、お答えできる文章が見つかりませんでした。"
    ),
    "other_place": (
        "申し訳ありません。お尋ねの地域の資料には、お答えできる文章が見つかりませんでした。"
    ),
    "filtered": (
        "申し訳ありません。絞り込みに合う資料の中には、お答えできる文章が見つかりませんでした。"
    ),
    "words_apart": (
        "申し訳ありません。ご質問の言葉の一部は資料の中にありますが、"
        "お尋ねにお答えできる文章は見つかりませんでした。"
    ),
    "no_figure": (
        "申し訳ありません。お尋ねの金額・件数・日付・電話番号などを書いた文章は、"
        "お尋ねの範囲の資料の中に見つかりませんでした。"
    ),
}
NEXT_STEPS: dict[Reason, tuple[str, ...]] = {
    "nothing_asked": (
        "普段の言葉でどうぞ（例：「店を改装したい」「後継ぎがいない」「人を雇いたい」）。",
        "市区町村の名前や年度を添えると、その資料に絞ってお探しします。",
    ),
    "remark": (
        "引用の番号を押すと、前後の文もご覧いただけます。問い合わせ先が書かれていることもあります。",
        "市区町村や年度、制度の名前を添えて、別の言葉でお尋ねください（例：「今年度の補助金」）。",
        "人とお話しになりたいときは、お近くの商工会議所・商工会や市区町村の窓口でご相談になれます。",
    ),
    "distress": (
        "電話やチャットで話を聞いてくれるところが、厚生労働省のページ「まもろうよ こころ」に"
        "まとめられています。この名前で検索してください。",
        "いま命の危険があるときは、119番か110番に電話してください。",
        "お金や店のことは、話ができてから、商工会議所・商工会や市区町村の窓口で一緒に考えられます。",
    ),
    "nothing": (
        "別の言い方や、より短い言葉でお試しください（例：「借入」「お店の改装」「後継ぎ」）。",
        "絞り込みをお使いのときは、外すと見つかることがあります。",
        "お急ぎのときは、お近くの商工会議所・商工会や市区町村の窓口にご相談ください。",
    ),
    "other_year": (
        "年度を限らずに探すと、ほかの年度の取り組みをご覧いただけます。",
        "今年度の制度については、発行元の最新の案内をご確認ください。",
    ),
    "other_edition": (
        "回や年版を限らずに探すと、ほかの回の案内をご覧いただけます。",
        "締切や要件は、回や年によって変わります。発行元の最新の案内をご確認ください。",
    ),
    "other_place": (
        "地域を限らずに探すと、ほかの地域の取り組みをご覧いただけます。",
        "お住まい・ご商売の地域の制度は、その市区町村や都道府県の窓口にご確認ください。",
    ),
    "filtered": ("絞り込みを外すと、ほかの資料の文章をご覧いただけます。",),
    "words_apart": ("知りたいことを短い文で、または別の言い方でお尋ねください。",),
    "no_figure": (
        "「いくら」「いつまで」「電話番号は」などを外してお尋ねになると、制度や取り組みの内容をお答えできます。",
        "金額、期日、連絡先などは、発行元の最新の案内や窓口でご確認ください。",
    ),
}
NEAREST: dict[Reason, str] = {
    "nothing_asked": "近い内容",
    "remark": "近い内容",
    "distress": "近い内容",
    "nothing": "近い内容（お尋ねに直接答えるものではありません）",
    "other_year": "お尋ねの年度のものではありませんが、近い内容があります",
    "other_edition": "お尋ねの回（年版）のものではありませんが、近い内容があります",
    "other_place": "お尋ねの地域のものではありませんが、近い内容があります",
    "filtered": "絞り込みに合うものではありませんが、近い内容があります",
    "words_apart": "近い内容（言葉の一部だけが合うものです）",
    "no_figure": "関係のありそうな内容（お尋ねの数や日付が書かれているとは限りません）",
}

WITHIN = "お尋ねの条件から外れない資料（直接の答えではありません）"

QUESTIONS_BY_PERSON: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "店主・中小企業の方",
        (
            "跡取りがいない",
            "商店街の通りの明かりを新しい電球に替えたい",
            "川崎市で社員の福利厚生をよくしたい",
            "従業員の国家資格の受検料を助けてくれる市は",
        ),
    ),
    (
        "自治体職員の方",
        (
            "事業承継のワンストップ窓口を商工会議所等に置く都市の比較",
            "展示会出展費補助の要綱を作りたい。対象者、補助率、上限額の先行例",
            "条例で中小企業の受注機会を増やしている例",
        ),
    ),
    (
        "精度を評価する方",
        (
            "30年度に大田区は工場の立地助成をどう変えた？",
            "2016年度に川崎市で開いた創業セミナーの参加者数",
            "いわき市の経営発達補助金、令和6年度の公募はいつから",
        ),
    ),
)

DOCUMENT_MISSING = "お探しの資料は見つかりませんでした"
DOCUMENT_MISSING_BODY = (
    "資料が差し替えられたか、リンクが途中で切れている可能性があります。"
    "もう一度質問していただくと、いまの資料の中から探し直せます。"
)
BACK = "質問のページへ戻る"
TO_PASSAGE = "該当箇所へ"
READ_BEFORE = "前の部分を読む"
READ_ON = "続きを読む"
CONTENTS = "目次"
SOURCE = "原典"
PAST = "この期日は過ぎています"
"""Beside a quoted last day to apply."""
SOURCES = "出典"


def years_label(years: Sequence[int]) -> str:
    """Fiscal years as one label; three or more in a row as first 「〜」 last.

    More than three that are no one row are told by their western numbers alone, to be short.
    """
    rows: list[list[int]] = []
    for year in years:
        if rows and year == rows[-1][-1] + 1:
            rows[-1].append(year)
        else:
            rows.append([year])
    if len(years) > 3 and len(rows) > 1:
        return "・".join(_first_to_last(row, str) for row in rows) + "年度"
    return "・".join(_first_to_last(row, era_label) for row in rows)


def _first_to_last(row: Sequence[int], label: Callable[[int], str]) -> str:
    ends = (row[0], row[-1]) if len(row) > 2 else row
    return ("〜" if len(row) > 2 else "・").join(map(label, ends))


def editions_label(editions: Sequence[int]) -> str:
    """Rounds and years of a scheme as one label: 「第17回・2025年版」."""
    return "・".join(f"{n}年版" if is_year(n) else f"第{n}回" for n in editions)


def newer_edition(title: str) -> str:
    """What is said of a document that a newer edition has taken the place of."""
    return f"より新しい資料があります：{title}"


def papers_label(schemes: Sequence[str]) -> str:
    """The schemes whose papers are searched, by the shortest of their names; "" is for none."""
    names = sorted(filter(None, schemes), key=len)
    if not names:
        return ""
    return f"「{names[0]}」{'など' * (len(names) > 1)}の資料から検索"


def day_label(day: date) -> str:
    """A day as far as it is known: the first of a month or a year stands for all of it."""
    if (day.month, day.day) == (1, 1):
        return f"{day.year}年"
    return f"{day.year}年{day.month}月" + (f"{day.day}日" if day.day > 1 else "")


def given_on(day: date, generation: str) -> str:
    """When an answer that was saved was given, and from which generation of the index."""
    return f"{day.year}年{day.month}月{day.day}日のお答えです（索引の版：{generation}）。"


def nearest_is(whose: str) -> str:
    """Where the nearest passage belongs, when it is of another city, year or edition."""
    return f"いちばん近い内容は、{whose}のものです。"


def found_in(documents: int) -> str:
    """How an answer begins that quotes from that many documents."""
    return f"{documents}件の資料に、お尋ねに近い記載がありました。資料の文をそのまま引用します。"


def unsaid(words: Sequence[str]) -> str:
    """What is said of words of the question that are in nothing that is quoted from."""
    return (
        f"ご質問の「{'」「'.join(words)}」は、引用した箇所には見当たりません。"
        "お尋ねの内容と合っているか、お確かめください。"
    )


def other_scheme(name: str) -> str:
    """What is said where a paper on another scheme than the one asked for is quoted."""
    return (
        f"引用は「{name}」の資料からです。お尋ねの制度の資料は見当たりませんでした。"
        "同じ内容とは限りませんので、ご注意ください。"
    )


def too_long(length: int) -> str:
    """What is said to a question of `length` characters that is not searched."""
    return (
        f"ご質問が長すぎるようです（{length:,}文字）。"
        f"{MAX_QUESTION_CHARS:,}文字までで、知りたいことを一つに絞ってお書きください。"
    )


def likelihood_label(score: float) -> str:
    """A calibrated score, 0 to 1, in a word."""
    if score >= 2 / 3:
        return "高い"
    return "中くらい" if score >= 1 / 3 else "低い"
