from datetime import date
from pathlib import Path

import pytest

from corpus.document import AssistantError, Block, Document, Facets
from corpus.read.markdown import read_markdown
from corpus.read.source import Limits, Source
from corpus.read.text import read_text

HEAD = """---
title: 朝市の手引き
publisher: 山川市
published: 2017-09
fiscal_years: [2017, 2016]
municipality: 山川市
prefecture: 海川県
ends: 2018-03-30
source: https://example.jp/asaichi.pdf
---
"""


def source(text, name="a/手引き.md"):
    return Source(Path(name), name, text.encode(), Limits())


def test_front_matter_fills_the_document_and_is_in_no_block():
    text = f"{HEAD}# 朝市\n\n1 店\n\n店を開く。\n"
    start = len(HEAD)
    assert read_markdown(source(text)).documents == (
        Document(
            doc_id="a/手引き.md",
            title="朝市の手引き",
            text=text,
            source="https://example.jp/asaichi.pdf",
            blocks=(
                Block("heading", start, start + 4, 1),
                Block("list", start + 6, start + 9),
                Block("paragraph", start + 11, start + 16),
            ),
            publisher="山川市",
            published=date(2017, 9, 1),
            facets=Facets(
                municipality="山川市",
                prefecture="海川県",
                fiscal_years=(2016, 2017),
                ends="2018-03-30",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2017-09-30", date(2017, 9, 30)),
        ("2017-09", date(2017, 9, 1)),
        ("2017", date(2017, 1, 1)),
        ("2017年9月30日", date(2017, 9, 30)),
        ("去年", None),
        # The first day and the last of fiscal 1868 to 2199, and those beside them.
        ("1868-03-31", None),
        ("1868-04-01", date(1868, 4, 1)),
        ("2200-03", date(2200, 3, 1)),
        ("2200-04", None),
        ("1800-01-01", None),
    ],
)
def test_published(written, expected):
    document = read_markdown(source(f"---\npublished: {written}\n---\n店")).documents[0]
    assert document.published == expected


@pytest.mark.parametrize(("years", "published"), [("去年", "昨日"), ("[1867]", "1800-01-01")])
def test_fields_that_are_not_understood_are_named(years, published):
    dates = f"fiscal_years: {years}\npublished: {published}\nends: 2027\n"
    text = f"---\ntitle: [a]\n{dates}prefecure: 海川県\n---\n店"
    reading = read_markdown(source(text))
    assert reading.documents[0].title == "店"
    assert reading.warnings == (
        "front matter: unknown field 'prefecure', ignored",
        "front matter: title is not a line of text, ignored",
        "front matter: published is no date like 2017-09-30, 2017-09 or 2017",
        "front matter: ends is no day like 2023-10-13 or 令和5年10月13日",
        "front matter: fiscal_years is no list like [2016, 2017] or [平成28年度]",
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# 朝市\n\n店を開く。", "朝市"),
        ("店を開く。\n\n## 朝市\n\n# 夜市\n\n店を開く。", "夜市"),
        ("朝市の手引き\n\n1 店\n\n店を開く人に向けて書いた。", "朝市の手引き"),
        (
            "平成28年度\n\n朝市の\n手引き\n\n平成29年9月\n\n1 店\n\n店を開く。",
            "平成28年度 朝市の 手引き",
        ),
        ("店を開く。", "手引き"),
    ],
)
def test_the_title_of_a_text_that_gives_none(text, title):
    assert read_markdown(source(text)).documents[0].title == title


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" \n\n", "empty: no text in it"),
        (HEAD, "empty: no text in it"),
        (
            "---\ntitle: a: b\n---\n店",
            "Front matter: line 2: not valid YAML; quote values that hold ': ' or '#', "
            "or remove the two lines of ---",
        ),
    ],
)
def test_nothing_to_read(text, reason):
    with pytest.raises(AssistantError) as refused:
        read_markdown(source(text))
    assert str(refused.value) == reason


def test_plain_text_stays_as_it_is():
    text = "朝市の手引き\r\n\r\n１　店\r\n\r\n店を開く人に向けて書いた。\r\n"
    document = read_text(source(text, "手引き.txt")).documents[0]
    assert document.text == text
    assert [(b.kind, text[b.start : b.end]) for b in document.blocks] == [
        ("paragraph", "朝市の手引き"),
        ("heading", "１　店"),
        ("paragraph", "店を開く人に向けて書いた。"),
    ]


@pytest.mark.parametrize("read", [read_text, read_markdown])
def test_double_spacing_is_made_single(read):
    line = "通りに並ぶ小さな店は、長い間まちの暮らしを支えてきたので、\n"
    document = read(source(5 * f"{line}\n" + "市が助ける。\n")).documents[0]
    assert document.text == 5 * line + "市が助ける。"
