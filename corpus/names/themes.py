"""What passages are about: the themes of support for small firms and the words they show in.

A theme is found only where one of its words stands in the text. Words too common in these papers
to tell anything (環境 in 「職場環境」, 連携, 採用) are listed in the compounds that do.
"""

from __future__ import annotations

import re
import unicodedata

_WORDS = {
    "創業": "創業 起業 開業 スタートアップ ベンチャー インキュベ",
    "事業承継": "事業承継 事業継承 後継者 跡継ぎ 跡取り 事業引継ぎ 親族内承継 第三者承継 m&a",
    "人材": (
        "人材 雇用 求人 求職 就職 就業支援 人手不足 インターンシップ 技能検定 技能者 職業訓練 "
        "新卒 若手社員 採用活動 採用支援 奨学金返還 担い手"
    ),
    "働き方": (
        "働き方 ワーク・ライフ・バランス ワークライフバランス テレワーク 在宅勤務 育児休業 "
        "介護休業 健康経営 時間外労働 長時間労働 女性活躍 女性の活躍 賃上げ 最低賃金 "
        "年次有給休暇 職場環境"
    ),
    "販路開拓": (
        "販路 展示会 見本市 商談会 受発注 ビジネスマッチング 市場開拓 地域ブランド ブランド認定 "
        "物産展 マーケティング ネットショップ"
    ),
    "海外展開": "海外 輸出 貿易 越境ec ジェトロ 国際展開 国際ビジネス",
    "研究開発": (
        "研究開発 技術開発 製品開発 商品開発 共同研究 産学 実証実験 試作 新技術 新製品 試験研究"
    ),
    "知的財産": "知的財産 知財 特許 商標 実用新案 意匠 著作権 ライセンス契約",
    "ものづくり": "ものづくり モノづくり 製造業 町工場 金属加工 加工技術 オープンファクトリー",
    "設備投資": "設備投資 設備導入 設備の導入 機械装置 生産性向上 先端設備 省力化",
    "デジタル": (
        "デジタル 人工知能 クラウド キャッシュレス サイバー 情報化 電子商取引 it導入 itツール it化 "
        "ict iot dx ai rpa"
    ),
    "資金": "資金 融資 利子補給 信用保証 保証料 借入 貸付 ファンド 出資",
    "事業再生": "事業再生 倒産 経営改善計画 再チャレンジ 経営者保証 債務超過 返済猶予 条件変更",
    "税": "税制 減税 固定資産税 法人税 所得税 消費税 インボイス 青色申告 確定申告",
    "経営相談": (
        "経営相談 相談窓口 窓口相談 出張相談 金融相談 特別相談 専門家派遣 専門家を派遣 "
        "専門家の派遣 経営指導 経営改善 経営革新 経営支援 中小企業診断士 よろず支援拠点 "
        "伴走 ワンストップ"
    ),
    "取引適正化": "下請 価格転嫁 取引適正化 買いたたき 取引かけこみ寺 パートナーシップ構築宣言",
    "官公需": "官公需 入札 公共工事 公契約 受注機会 随意契約 分離発注 地元発注 前払金",
    "商店街": "商店街 商店会 空き店舗 空店舗 個店 中心市街地",
    "立地": (
        "企業立地 工場立地 立地助成 立地支援 立地促進 立地奨励 新規立地 企業誘致 工業用地 産業用地 "
        "工業団地 産業団地 操業環境 住工共生 住工混在 工場新設 工場移転"
    ),
    "観光": "観光 インバウンド 誘客 宿泊 旅行者 旅館",
    "農業": "農業 農家 農産物 農地 就農 園芸 畜産 農林水産 6次産業 六次産業",
    "福祉": "福祉 介護 障害者 障がい 高齢者 ウェルフェア ユニバーサルデザイン",
    "環境": (
        "脱炭素 低炭素 カーボン 温室効果ガス 地球温暖化 省エネ 再生可能エネルギー 太陽光 水素 "
        "リサイクル 環境配慮 環境経営 環境技術 環境産業 環境負荷 環境保全 環境マネジメント "
        "グリーンイノベーション グリーン成長 co2"
    ),
    "防災": ("防災 減災 災害 被災 震災 地震 水害 復旧 復興 事業継続計画 事業継続力 bcp 感染症対策"),
    "連携": (
        "産学連携 産学公 産学官 産官学 医工連携 農商工連携 企業間連携 広域連携 地域間連携 "
        "都市間連携 連携協定 連携の促進 異業種 共同受注"
    ),
    "条例": "条例",
}

THEMES: tuple[str, ...] = tuple(_WORDS)
"""The themes' names, in the order in which facets list them."""

_JAPANESE = tuple(
    (theme, tuple(word for word in words.split() if not word.isascii()))
    for theme, words in _WORDS.items()
)
_LATIN_THEMES = {
    word: theme for theme, words in _WORDS.items() for word in words.split() if word.isascii()
}
# A word in Latin letters must not be a piece of a longer one: 「ai」 stands in 「email」.
_LATIN = re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, _LATIN_THEMES))})(?![a-z])")


def find_themes(text: str) -> tuple[str, ...]:
    """Return the themes whose words stand in the text, in the order of `THEMES`."""
    plain = unicodedata.normalize("NFKC", text).lower()
    found = {theme for theme, words in _JAPANESE if any(word in plain for word in words)}
    found |= {_LATIN_THEMES[word] for word in _LATIN.findall(plain)}
    return tuple(theme for theme in THEMES if theme in found)
