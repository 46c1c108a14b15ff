"""Four small documents of two cities and two years, and what is asked of them."""

from datetime import date

from assistant.search.features import NAMES
from assistant.search.ranker import Ranker
from assistant.search.word_network import WordNetworks
from assistant.service import open_service
from index.build import build
from index.embed import StaticEmbedder

TODAY = date(2026, 11, 21)
EMBEDDER = StaticEmbedder()

# 1 / (1 + e^-(20 (coverage - .5))): answered where half of the question stands, by rarity.
BY_COVERAGE = Ranker(
    weights=tuple(float(name == "coverage") for name in NAMES),
    evidence=tuple(20.0 * (name == "coverage") for name in NAMES),
    bias=-10.0,
    threshold=0.5,
    networks=WordNetworks.load(),
)

REPAIRS = "空き店舗を借りて店を開く人に、改装費の半分を50万円まで補助しました。申請は7件でした。"
RENT = "空き店舗を借りて店を開く人に、家賃を月3万円まで補助しました。申請は9件でした。"
VISITS = "町工場の見学会を3回開きました。参加した中学生は120人でした。"
FAIR = "展示会に出る町工場に、出展料を20万円まで補助しました。交付は11社でした。"
DOCUMENTS = {
    "okaya_2016": ("岡谷市", 2016, REPAIRS),
    "okaya_2017": ("岡谷市", 2017, RENT),
    "sumida_2016": ("墨田区", 2016, VISITS),
    "sumida_2017": ("墨田区", 2017, FAIR),
}


# A scheme that tells its last day.
GARDENS = """---
title: 花壇の補助の案内
municipality: 岡谷市
ends: 2026-11-20
---

# 花壇の補助の案内

店の前の花壇を作る費用を補助します。
"""


def text_of(city, year, sentence):
    return f"""---
title: {city}の取組のまとめ（{year}年度）
publisher: {city}
municipality: {city}
fiscal_years: [{year}]
---

# {city}の取組のまとめ（{year}年度）

{sentence}
"""


def write(folder, documents):
    folder.mkdir(exist_ok=True)
    for name, parts in documents.items():
        (folder / f"{name}.md").write_text(text_of(*parts), encoding="utf-8")
    return folder


def made(papers, index_dir, embedder=EMBEDDER):
    return build([papers], index_dir, embedder=embedder, today=TODAY)


def opened(index_dir, **options):
    return open_service(index_dir, today=TODAY, ranker=BY_COVERAGE, **options)


def names(hits):
    return [hit.passage.doc_id.removesuffix(".md") for hit in hits]


ANSWERED = [
    # question, the document that answers first, a piece of the quote
    ("空き店舗の改装費の補助はいくらですか", "okaya_2016", "50万円まで補助"),
    ("岡谷市の空き店舗の改装費の補助", "okaya_2016", "50万円まで補助"),
    ("2016年度の岡谷市の空き店舗", "okaya_2016", "空き店舗を借りて"),
    ("2017年度の岡谷市の空き店舗", "okaya_2017", "家賃を月3万円"),
    ("墨田区の展示会の出展料", "sumida_2017", "出展料を20万円"),
    ("展示会に出る町工場の出展料の補助は何社に", "sumida_2017", "交付は11社"),
]

DECLINED = [
    # question, reason, where the first of what is elsewhere stands
    ("岡谷市の展示会の出展料の補助", "other_place", "sumida_2017"),
    ("墨田区の空き店舗の改装費の補助", "other_place", "okaya_2016"),
    # Of no one prefecture, and a town.
    ("府中市の展示会の出展料の補助", "other_place", "sumida_2017"),
    ("愛川町の展示会の出展料の補助", "other_place", "sumida_2017"),
    ("長野県の展示会の出展料の補助の交付", "other_place", "sumida_2017"),
    ("川崎市の町工場の見学会に参加した中学生", "other_place", "sumida_2016"),
    ("2016年度の展示会の出展料の補助", "other_year", "sumida_2017"),
    ("2023年度の空き店舗の改装費の補助の申請", "other_year", "okaya_2016"),
    ("墨田区の2016年度の展示会の出展料", "other_year", "sumida_2017"),
    # Passages of 2016 have a likelihood of .82, those of 2017 one of .99: 25 times the odds.
    ("2016年度の空き店舗の家賃の補助", "other_year", "okaya_2017"),
    # Both another city and another year: neither alone helps.
    ("岡谷市の2016年度の展示会の出展料", "words_apart", None),
    # Each word stands somewhere, but no passage has half of them.
    ("家賃と見学と展示と改装", "words_apart", None),
    # Some words stand nowhere.
    ("潜水艦の操縦の免許", "nothing", None),
    ("空き店舗の潜水艦の操縦の免許", "nothing", None),
    # 20万円 and 11社 are no share.
    ("展示会に出る町工場の出展料の補助は何割ですか", "no_figure", None),
    ("空き店舗を借りて店を開く人への家賃の補助は何社に", "no_figure", None),
    # An amount stands there, but not of what is asked.
    ("空き店舗の改装費の見学はいくらですか", "no_figure", None),
    ("こんにちは。ありがとうございます", "nothing_asked", None),
    ("はい", "nothing_asked", None),
    ("よくわかりません。もっと簡単に説明して", "remark", None),
    ("なぜですか？", "remark", None),
    ("店がつぶれそうで死にたい", "distress", None),
    ("", "nothing", None),
    ("😀", "nothing", None),
]
