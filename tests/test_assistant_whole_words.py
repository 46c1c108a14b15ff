"""Words that the tagger takes apart are put together again."""

import pytest

from assistant.quoting.whole_words import whole_words

WHOLE = [
    ("自治体と従業員", ["自治体", "と", "従業員"]),
    ("見本市、展示会", ["見本市", "、", "展示会"]),
    ("お金と補助額", ["お金", "と", "補助額"]),
    ("町工場のLED化", ["町工場", "の", "LED化"]),
    ("墨田区の市役所", ["墨田区", "の", "市役所"]),
    ("ｷｯﾁﾝｶｰのクラウドファンディング", ["ｷｯﾁﾝｶｰ", "の", "クラウドファンディング"]),
    ("令和5年度の第18回", ["令和5年度", "の", "第18回"]),
    ("商店街内の店", ["商店街内", "の", "店"]),
    ("店舗改装費", ["店舗", "改装費"]),
    ("上限50万円", ["上限", "50万円"]),
    # Compounds of whole words are no single word; neither is what a blank parts.
    ("電話番号", ["電話", "番号"]),
    ("空き店舗", ["空き", "店舗"]),
    ("展示 会", ["展示", "会"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_whole_words(text, expected):
    assert [text[whole[0].start : whole[-1].end] for whole in whole_words(text)] == expected
