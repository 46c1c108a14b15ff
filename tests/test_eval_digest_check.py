import pytest

from eval.digest_check import (
    DOCUMENTS,
    Problem,
    check_digest,
    check_file,
    main,
    regions,
    unknown_numbers,
)
from eval.digest_sections import Section
from eval.digest_text import squeeze

SOURCE = """目次
朝市の支援 3
夜市の支援 4

朝市の支援
平成 28 年度は 1, 200 千円で 15 回開催し、のべ
三千人が訪れた。
夜市の支援
27年度から始め、今年度は 8 回の予定。
雨の日は屋根のある広場へ場所を移し、出店の料金を半分にして、続けて開くことにしている。
"""
HEAD = "---\npublished: 2017-09\nfiscal_years: [2016]\nsource_file: fair.txt\n---\n"


def section(*anchors, level=3):
    return Section(1, level, "見出し", anchors, "")


def test_a_region_runs_from_each_occurrence_to_the_next_section():
    found = regions(section("朝市の支援"), [section("夜市の支援")], squeeze(SOURCE))
    assert found == [
        "朝市の支援 3",
        "朝市の支援\n平成 28 年度は 1, 200 千円で 15 回開催し、のべ\n三千人が訪れた。",
    ]


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        pytest.param([], ["い2う3え4"], id="no next section: to the end"),
        pytest.param([section("い")], ["い2う3え4"], id="the same place does not end it"),
        pytest.param([section("う", level=4)], ["い2う3え4"], id="a section below does not"),
        pytest.param([section("う", level=4), section("え")], ["い2う3"], id="the one after does"),
        pytest.param([section("え", "う", level=2)], ["い2"], id="the nearer of two anchors"),
        pytest.param([section("あ")], ["い2う3え4"], id="an anchor before it does not"),
        pytest.param([section("い"), section("え")], ["い2う3"], id="the one after the same place"),
        pytest.param(
            [section(), section("え")], ["い2う3"], id="the one after one without a place"
        ),
    ],
)
def test_where_a_region_ends(following, expected):
    assert regions(section("い"), following, squeeze("あ1い2う3え4")) == expected


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        # The region starts with its anchor and may be 6,000 long with the next one in it.
        pytest.param(5_998, "始" + "あ" * 5_998, id="the next section follows"),
        pytest.param(5_999, "始" + "あ" * 1_499, id="it is too far off: a mention"),
    ],
)
def test_a_region_has_a_longest_length(between, expected):
    original = squeeze("始" + "あ" * between + "終" + "い" * 9_000)
    assert regions(section("始"), [section("終")], original) == [expected]


@pytest.mark.parametrize(
    ("body", "region", "expected"),
    [
        ("1,200千円", "1, 200 千円", []),
        ("1,201千円", "1, 200 千円", ["1201"]),
        ("2016年度", "平成28年度", []),
        ("平成28年度", "2016年度", []),
        ("令和元年度(2019年度)", "31年度", []),
        ("2015年度", "平成28年度", ["2015"]),
        ("2017年度", "平成28年度", ["2017"]),
        ("2017年度、2018年3月", "平成28年度。今年度と来年3月", []),
        ("2016年度", "年の話がない", []),
        ("2015年度", "年の話がない", ["2015"]),
        ("15回と16回と16回", "15 回", ["16", "16"]),
        ("12.5倍", "15 回", ["12.5"]),
        ("H2.5のひび", "15 回", ["2.5"]),
    ],
)
def test_numbers_must_stand_at_their_place(body, region, expected):
    # Published in 2017, about fiscal year 2016.
    assert unknown_numbers(body, region, [2017, 2016]) == expected


def test_a_digest_without_years_takes_none_for_granted():
    assert unknown_numbers("2016年度", "今年度", []) == ["2016"]


def test_a_faithful_digest_has_no_problem():
    digest = (
        HEAD
        + "# 題\n\n> 断り 77\n\n## 朝市 99\n\n出典箇所: 「朝市の支援」（5ページ）\n\n"
        + "2016年度の予算は1,200千円、回数は15回でした。\n\n## 夜市\n\n"
        + "出典箇所: 「夜市の支援」\n\n2015年度（平成27年度）から続き、2017年度は8回の予定です。\n"
    )
    assert check_digest(digest, SOURCE) == []


def test_problems_come_by_line_with_their_heading():
    digest = (
        HEAD  # lines 1 to 5
        + "## 朝市\n出典箇所: 「朝市の支援」「昼市の支援」\n16回、16回、8回でした。\n"
        + "## 夜市\n出典箇所: 「夜市の支援」\n雨の日は屋根のある広場へ場所を移し、\n"
        + "出店の料金を半分にして、続けて開く、とのことです。\n"
        + "## 昼市\n2回です。\n"
    )
    assert check_digest(digest, SOURCE) == [
        Problem(6, "朝市", "not in the source: 「昼市の支援」"),
        Problem(6, "朝市", "number not at its place: 16"),
        Problem(6, "朝市", "number not at its place: 8"),
        Problem(13, "昼市", "no 出典箇所 line here or above"),
    ]


def test_a_copy_below_a_wrong_number_comes_behind_it():
    copied = "雨の日は屋根のある広場へ場所を移し、出店の料金を半分にして、続けて開くことにして"
    digest = (
        HEAD
        + "## 朝市\n出典箇所: 「朝市の支援」\n8回でした。\n"
        + f"## 夜市\n出典箇所: 「夜市の支援」\n{copied}、と。\n"
    )
    assert check_digest(digest, SOURCE) == [
        Problem(6, "朝市", "number not at its place: 8"),
        Problem(11, "", f"40 characters copied: {copied}"),
    ]


def test_forty_characters_in_a_row_are_a_copy():
    # The source goes on with 「している」: 38 + 2 characters are a copy, 38 + 1 are none.
    words = "雨の日は屋根のある広場へ場所を移し、出店の料金を半分にして、続けて開くことに"
    place = HEAD + "## 夜市\n出典箇所: 「夜市の支援」\n\n"
    assert len(words) == 38
    assert check_digest(f"{place}{words}し | て、\nと。", SOURCE) == [
        Problem(9, "", f"40 characters copied: {words}して")
    ]
    assert check_digest(f"{place}{words}し、", SOURCE) == []


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("", "name the original in the front matter: source_file: NAME"),
        ("---\nsource_file: ../fair.txt\n---\n", "name the original in the front matter"),
        ("---\nsource_file: 5\n---\n", "name the original in the front matter"),
        ("---\nsource_file: none.txt\n---\n", "no none.txt in"),
    ],
)
def test_the_command_says_which_original_is_missing(head, message, tmp_path, capsys):
    (tmp_path / "fair.md").write_text(head + "# 題\n", encoding="utf-8")
    assert main([str(tmp_path), "--documents", str(tmp_path)]) == 1
    assert message in capsys.readouterr().out


def test_the_command_prints_a_line_for_each_problem(tmp_path, capsys):
    (tmp_path / "fair.txt").write_text(SOURCE, encoding="utf-8")
    digest = tmp_path / "fair.md"
    digest.write_text(HEAD + "## 夜市\n出典箇所: 「夜市の支援」\n9回\n", encoding="utf-8")
    assert main([str(tmp_path), "--documents", str(tmp_path)]) == 1
    assert capsys.readouterr().out == "fair.md:6: [夜市] number not at its place: 9\n"
    digest.write_text(HEAD + "## 夜市\n出典箇所: 「夜市の支援」\n8回\n", encoding="utf-8")
    assert main([str(tmp_path), "--documents", str(tmp_path)]) == 0
    assert capsys.readouterr().out == ""


def test_a_digest_without_its_original_does_not_stop_the_others(tmp_path, capsys):
    (tmp_path / "fair.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "a.md").write_text("# 題\n", encoding="utf-8")
    copied = "雨の日は屋根のある広場へ場所を移し、出店の料金を半分にして、続けて開くことにして"
    digest = f"{HEAD}## 夜市\n出典箇所: 「夜市の支援」\n{copied}\n"
    (tmp_path / "b.md").write_text(digest, encoding="utf-8")
    assert main([str(tmp_path), "--documents", str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{tmp_path / 'a.md'}: name the original in the front matter: source_file: NAME",
        f"b.md:8: 40 characters copied: {copied}",
    ]


def test_a_folder_without_digests_is_no_success(tmp_path, capsys):
    assert main([str(tmp_path), "--documents", str(tmp_path)]) == 1
    assert capsys.readouterr().out == f"{tmp_path}: no digests (*.md) there; name their folder\n"


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.md")), ids=lambda path: path.name)
def test_the_bundled_digests_are_true_to_their_originals(path, shared):
    assert check_file(path, shared / "corpus") == []
