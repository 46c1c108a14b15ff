from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.document import Facets
from corpus.read.front_matter import FrontMatterError, split_front_matter
from corpus.read.front_matter_fields import fields_of

HEAD = "---\ntitle: 創業のてびき\nfiscal_years: [2016, 2017]\n---\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", ({}, 0), id="empty"),
        pytest.param("# 見出し\n本文", ({}, 0), id="no head"),
        pytest.param(
            HEAD + "# 本文",
            ({"title": "創業のてびき", "fiscal_years": [2016, 2017]}, len(HEAD)),
            id="head and body",
        ),
        pytest.param("---\na: b\n---", ({"a": "b"}, 12), id="nothing after the closing line"),
        pytest.param("---\r\na: b\r\n---\r\nx", ({"a": "b"}, 16), id="Windows line ends"),
        pytest.param("\ufeff---\na: b\n---\nx", ({"a": "b"}, 14), id="byte order mark"),
        pytest.param("--- \na: b\n---\t\nx", ({"a": "b"}, 15), id="blanks after the dashes"),
        pytest.param("---\n---\nx", ({}, 8), id="empty head"),
        pytest.param("---\n# memo\n---\nx", ({}, 15), id="only a comment"),
        pytest.param("---\na: b\nx", ({}, 0), id="never closed"),
        pytest.param("---\n本日は休業です\n---\nx", ({}, 0), id="two rules around prose"),
        pytest.param("\n---\na: b\n---\n", ({}, 0), id="not on the first line"),
        pytest.param("----\na: b\n----\n", ({}, 0), id="four dashes"),
        pytest.param("---\na: x---y\n---\nz", ({"a": "x---y"}, 17), id="dashes inside a value"),
        pytest.param("---\n2016: b\n---\n", ({"2016": "b"}, 16), id="keys become text"),
        pytest.param(
            "---\npublished: 2017-11-30\n---\n",
            ({"published": date(2017, 11, 30)}, 30),
            id="a date",
        ),
        pytest.param(
            "---\npublished: 2017-11\n---\n", ({"published": "2017-11"}, 27), id="a month is text"
        ),
    ],
)
def test_splits(text, expected):
    assert split_front_matter(text) == expected


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("title: ok\nnote: a: b", "line 3: "),
        ("years: [2016", "line 2: "),
        ("published: 2017-13-45", ""),
        ("a: !!bool x", ""),
        ("a: !!timestamp x", ""),
        ("a: !!python/object/apply:os.getcwd []", "line 2: "),
        ("a: \x00", ""),
        ("[" * 5000, ""),
    ],
)
def test_broken_yaml_says_where_and_what_to_do(head, place):
    with pytest.raises(FrontMatterError) as caught:
        split_front_matter(f"---\n{head}\n---\n本文")
    assert str(caught.value) == (
        f"Front matter: {place}not valid YAML; quote values that hold ': ' or '#', "
        "or remove the two lines of ---"
    )


def test_a_head_without_end_in_sight_is_refused():
    with pytest.raises(FrontMatterError, match=r"20,004 characters .* 20,000 at most"):
        split_front_matter("---\na: " + "x" * 20_001 + "\n---\n")


@given(st.text())
@example("---\na: &a [*a]\n---\n")
def test_the_body_starts_inside_the_text_or_the_error_is_ours(text):
    try:
        fields, start = split_front_matter(text)
    except FrontMatterError:
        assert text.lstrip("\ufeff").startswith("---")
        return
    assert 0 <= start <= len(text)
    assert fields == {} or start > 0


@pytest.mark.parametrize(
    ("head", "ends", "years"),
    [
        ({"ends": "令和8年9月30日"}, "2026-09-30", ()),
        ({"ends": date(2026, 9, 30)}, "2026-09-30", ()),
        ({"fiscal_years": ["令和8年度"]}, None, (2026,)),
        ({"fiscal_years": ["R7", 2024]}, None, (2024, 2025)),
        ({"fiscal_years": "令和6年度～令和8年度"}, None, (2024, 2025, 2026)),
    ],
)
def test_days_and_years_are_read_in_either_counting(head, ends, years):
    fields = fields_of(head)
    assert (fields.facets.ends, fields.facets.fiscal_years, fields.warnings) == (ends, years, ())


@pytest.mark.parametrize(
    ("head", "warning"),
    [
        ({"ends": "令和8年9月"}, "ends is no day like 2023-10-13 or 令和5年10月13日"),
        ({"published": "春"}, "published is no date like 2017-09-30, 2017-09 or 2017"),
        (
            {"municipality": "川崎市と横浜市"},
            "municipality is no single place like 川崎市, ignored",
        ),
        ({"prefecture": "首都圏"}, "prefecture is no single place like 神奈川県, ignored"),
        ({"fiscal_years": [28]}, "fiscal_years is no list like [2016, 2017] or [平成28年度]"),
    ],
)
def test_a_field_that_is_not_understood_is_named(head, warning):
    fields = fields_of(head)
    assert (fields.facets, fields.warnings) == (Facets(), (f"front matter: {warning}",))


def test_a_place_is_called_as_the_list_has_it():
    fields = fields_of({"municipality": "東京都墨田区", "prefecture": "東京"})
    assert fields.facets == Facets(municipality="墨田区", prefecture="東京都")
    assert fields.warnings == ()
