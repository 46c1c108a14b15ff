"""Names of schemes, and the one a whole document is about."""

import pytest

from corpus.document import Block, Document
from corpus.names.schemes import document_schemes, find_schemes, is_same_scheme, scheme_lemmas


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("花咲補助金で車は買えますか", ["花咲補助金"]),
        ("川崎市の空き店舗活用補助金は", ["空き店舗活用補助金"]),
        # A city, a year or a round before the name is no part of it.
        ("川崎市空き店舗活用補助金", ["空き店舗活用補助金"]),
        ("令和7年度創業補助金", ["創業補助金"]),
        ("第17回創業補助金", ["創業補助金"]),
        ("働き方改革推進支援助成金と創業補助金", ["働き方改革推進支援助成金", "創業補助金"]),
        ("ものづくり・商業・サービス補助金", ["ものづくり・商業・サービス補助金"]),
        # One name, told by its last word.
        ("退職金共済掛金補助金の交付要綱", ["退職金共済掛金補助金"]),
        ("専門家派遣事業は何回まで", ["専門家派遣事業"]),
        ("新規開業資金", ["新規開業資金"]),
        ("ＩＴ導入補助金２０２５　公募要領", ["ＩＴ導入補助金"]),
        # Lines are not read on.
        ("商工課\n創業補助金", ["創業補助金"]),
        # What any scheme may be called is no name.
        ("使える補助金はありますか", []),
        ("もらえる補助金", []),
        ("中小企業支援制度", []),
        ("国の中小企業向け補助金ガイド", []),
        ("本補助金の対象となる事業", []),
        ("地域・企業支援制度", []),
        ("", []),
    ],
)
def test_names_in_a_text(text, names):
    assert [text[m.start : m.end] for m in find_schemes(text)] == names


def test_a_name_is_given_in_lemmas():
    (mention,) = find_schemes("空き店舗補助金")
    assert mention.lemmas == ("空く", "店舗", "補助", "金")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("持続化補助金", "小規模事業者持続化補助金", True),
        ("小規模事業者持続化補助金", "持続化補助金", True),
        ("ものづくり補助金", "ものづくり・商業・サービス生産性向上促進補助金", True),
        ("IT導入補助金", "サービス等生産性向上ＩＴ導入支援事業費補助金", True),
        ("女性創業補助金", "若者創業補助金", False),
        ("創業補助金", "設備補助金", False),
        ("創業補助金", "補助金", False),  # which is no name
    ],
)
def test_a_name_with_words_left_out_is_the_same_scheme(one, other, same):
    assert is_same_scheme(scheme_lemmas(one), scheme_lemmas(other)) is same


FILLING = "申請書は窓口へ出してください。" * 134  # 2,010 characters


def paper(title, text):
    return Document("a.txt", title, text, "a.txt", (Block("paragraph", 0, len(text)),))


@pytest.mark.parametrize(
    ("title", "text", "schemes"),
    [
        ("創業補助金 よくある質問", FILLING, ("創業補助金",)),
        ("創業補助金・設備導入補助金の案内", FILLING, ("創業補助金・設備導入補助金",)),
        ("創業補助金 よくある質問", "対象は店舗です。", ("創業補助金",)),
        # In a short text a scheme may be named often by chance.
        ("よくある質問", f"花見補助金{FILLING[:1_900]}花見補助金と花見補助金", ()),
        # The title names none: the one named throughout, by its most frequent name.
        (
            "よくある質問",
            f"花見補助金{FILLING}町なか花見補助金{FILLING}町なか花見補助金",
            ("町なか花見補助金",),
        ),
        ("よくある質問", f"花見補助金{FILLING}花見補助金", ()),  # twice
        ("よくある質問", f"花見補助金、花見補助金、花見補助金。{FILLING}", ()),  # in one place
        # Four of five names are enough, three of four are not.
        ("よくある質問", f"花見補助金、海補助金、花見補助金{FILLING}花見補助金", ()),
        (
            "よくある質問",
            f"花見補助金、海補助金、花見補助金{FILLING}花見補助金、花見補助金",
            ("花見補助金",),
        ),
    ],
)
def test_what_a_document_is_about(title, text, schemes):
    assert document_schemes(paper(title, text)) == schemes
