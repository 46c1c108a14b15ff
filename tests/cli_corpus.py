"""A folder of three small documents, written for the tests of the command line."""

from pathlib import Path

SHOP_QUESTION = "空き店舗の改装費の補助"
SHOPS = """---
title: 岡谷市の空き店舗活用のあゆみ
publisher: 岡谷市
municipality: 岡谷市
fiscal_years: [2016]
---

# 岡谷市の空き店舗活用のあゆみ

## 改装費の補助

岡谷市は平成28年度、空き店舗を改装して開店する人に、改装費の半分を50万円まで補助しました。申請は7件でした。
"""
HEIRS = """---
title: 跡継ぎさがしの手引き
fiscal_years: [2018]
---

# 跡継ぎさがしの手引き

## 相談のしかた

後継者がいない事業主は、事業承継の専門家に無料で3回まで相談できます。引き継ぐ相手を紹介することもあります。
"""
STARTERS = """---
title: 創業塾のご案内
fiscal_years: [2019]
---

# 創業塾のご案内

## 日程

創業塾は9月から11月まで、土曜日に6回開きます。受講料は5,000円です。
"""


def write_corpus(folder: Path) -> Path:
    """The folder with the three documents."""
    folder.mkdir()
    for name, text in (("akimise", SHOPS), ("atotsugi", HEIRS), ("sougyou", STARTERS)):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder
