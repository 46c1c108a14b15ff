"""Rows, refusals and matching on a small table; the bundled file, its counts and its answers."""

from pathlib import Path

import pytest

from assistant.records import Expansion
from assistant.settings import THESAURUS
from assistant.thesaurus import Row, Thesaurus, ThesaurusError, load_thesaurus, read_rows
from corpus.language.japanese import content_lemmas

HEADER = "everyday\tpolicy\tdirection\tweight\tkind"


def spaced(text: str) -> list[str]:
    """A lemma function that can be worked out by hand: the words between blanks."""
    return text.split()


def write(folder: Path, *rows: str) -> Path:
    path = folder / "words.tsv"
    path.write_text("\n".join((HEADER, *(row.replace("|", "\t") for row in rows))), "utf-8")
    return path


@pytest.fixture(scope="module")
def bundled() -> Thesaurus:
    return load_thesaurus(THESAURUS, content_lemmas)


def test_rows_are_read_in_order_without_comments(tmp_path: Path) -> None:
    path = write(tmp_path, "# 継ぐ", "跡取り|後継者|>|1.0|lay", "", "EC|電子商取引|=|0.85|name")
    assert read_rows(path) == (
        Row("跡取り", "後継者", ">", 1.0, "lay", 3),
        Row("EC", "電子商取引", "=", 0.85, "name", 5),
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("跡取り|後継者|>|1.0", "4 fields instead of 5; use tabs"),
        ("跡取り 後継者 > 1.0 lay", "1 fields instead of 5; use tabs"),
        ("跡取り|後継者|>|1.0|lay|x", "6 fields instead of 5; use tabs"),
        ("|後継者|>|1.0|lay", "everyday is empty or has blanks around it; mend it"),
        ("跡取り|後継者 |>|1.0|lay", "policy is empty or has blanks around it; mend it"),
        ("後継者|後継者|>|1.0|lay", "everyday and policy are the same; remove the row"),
        ("跡取り|後継者|<|1.0|lay", "direction is '<'; write > or ="),
        ("跡取り|後継者|>|0.1|lay", "weight is '0.1'; write a number from 0.2 to 1.0"),
        ("跡取り|後継者|>|1.1|lay", "weight is '1.1'; write a number from 0.2 to 1.0"),
        ("跡取り|後継者|>|nan|lay", "weight is 'nan'; write a number from 0.2 to 1.0"),
        (
            "跡取り|後継者|>|1.0|slang",
            "kind is 'slang'; write one of lay, abbreviation, variant, name, related",
        ),
        ("跡継ぎ|後継者|>|0.5|lay", "the same pair stands in row 2; remove one"),
    ],
)
def test_a_malformed_row_is_named_in_one_line(tmp_path: Path, row: str, problem: str) -> None:
    path = write(tmp_path, "跡継ぎ|後継者|>|1.0|lay", row)
    with pytest.raises(ThesaurusError) as error:
        read_rows(path)
    assert str(error.value) == f"words.tsv, row 3: {problem}"


@pytest.mark.parametrize("row", ["。|後継者|>|1.0|lay", "跡取り|ですます|>|1.0|lay"])
def test_a_row_without_a_content_word_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(ThesaurusError, match=r"words\.tsv, row 2: 「.+」 holds no word"):
        load_thesaurus(write(tmp_path, row), content_lemmas)


@pytest.mark.parametrize("text", ["", "# 継ぐ\n", "policy\teveryday\n"])
def test_a_file_without_the_header_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "words.tsv"
    path.write_text(text, "utf-8")
    with pytest.raises(ThesaurusError, match=r"words\.tsv, row 1: the header must be: everyday "):
        read_rows(path)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ThesaurusError, match=r"^none\.tsv cannot be read"):
        read_rows(tmp_path / "none.tsv")
    (tmp_path / "sjis.tsv").write_bytes("跡取り".encode("shift-jis"))
    with pytest.raises(ThesaurusError, match=r"^sjis\.tsv cannot be read"):
        read_rows(tmp_path / "sjis.tsv")


@pytest.mark.parametrize(
    ("question", "expansions"),
    [
        ("", []),
        ("x y", []),
        # One other lemma may stand between two of a row, not two; the order counts.
        ("a b", [Expansion("a b", "AB", 0.9)]),
        ("a x b", [Expansion("a b", "AB", 0.9)]),
        ("a x y b", [Expansion("a", "A", 0.5)]),
        ("b a", [Expansion("a", "A", 0.5)]),
        # The nearest next lemma leads astray: a, then the b right behind it, has no c near.
        ("a b b c", [Expansion("a b c", "ABC", 1.0)]),
        # 「a b」 gives way to 「a b c」, but the first a is not part of that and stays.
        ("a x y a b c", [Expansion("a", "A", 0.5), Expansion("a b c", "ABC", 1.0)]),
        # Overlapping rows, neither of which holds the other, both count.
        ("a b d", [Expansion("a b", "AB", 0.9), Expansion("b d", "BD", 0.4)]),
        # Found twice: once, in the first place, with the higher weight.
        ("e a f", [Expansion("f", "E", 0.8), Expansion("a", "A", 0.5)]),
        ("f e", [Expansion("f", "E", 0.8)]),
        # A term is left out when all of its lemmas stand in the question, in whatever order.
        ("g p", [Expansion("g", "p q", 0.6)]),
        ("q g p", []),
        # `=` goes both ways, `>` does not.
        ("h", [Expansion("h", "H I", 0.7, in_full=True)]),
        ("H I", [Expansion("H I", "h", 0.7)]),
        ("A", []),
    ],
)
def test_expand(tmp_path: Path, question: str, expansions: list[Expansion]) -> None:
    path = write(
        tmp_path,
        *("a|A|>|0.5|lay", "a b|AB|>|0.9|lay", "a b c|ABC|>|1.0|lay", "b d|BD|>|0.4|lay"),
        *("e|E|>|0.3|lay", "f|E|>|0.8|lay", "g|p q|>|0.6|lay", "h|H I|=|0.7|abbreviation"),
    )
    assert load_thesaurus(path, spaced).expand(question.split()) == tuple(expansions)


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("跡継ぎがいない", "後継者 事業承継"),
        ("店をたたみたい", "廃業 自主廃業"),
        ("嫁いだ娘に店を継がせたい", "親族内承継 後継者 事業承継"),
        ("お金がなくて仕入れができない", "資金繰り 融資 運転資金"),
        ("人手が足りません", "人材確保 人手不足 人材不足"),
        ("バイトが集まらない", "雇用 人材確保 短時間労働者 アルバイト"),
        ("若い人が来てくれない", "若者 新規学卒者 採用"),
        ("ネットで売ってみたい", "電子商取引 EC活用 販路開拓 EC"),
        ("売り先を増やしたい", "販路開拓 販路拡大"),
        ("電気代が高くて困っています", "エネルギー価格高騰 省エネルギー"),
        ("借金が返せない", "条件変更 借換 返済負担"),
        ("会社がつぶれそうだ", "倒産 破産手続 経営改善 事業再生"),
        ("古い機械を買い替えたい", "設備投資 設備導入 機械装置 老朽設備"),
        ("ハンコをなくしたい", "押印 電子契約"),
        ("役所の仕事を取りたい", "官公需 競争入札参加資格"),
        ("シャッター街をなんとかしたい", "商店街活性化 空き店舗 空き店舗活用"),
        ("農家と組んで商品を作りたい", "農商工連携 地産地消"),
        ("外国の人を雇いたい", "外国人材 外国人雇用"),
        ("台風で店が水に浸かった", "災害復旧 被災 豪雨 浸水被害 り災証明書"),
        (
            "特許を取るお金がない",
            "特許料の減免 特許料等の軽減 知的財産 特許料 減免制度 知的財産権等関連経費 産業財産権"
            " 特許出願",
        ),
        ("大学の先生と一緒に研究したい", "産学連携 共同研究 産学官連携"),
        (
            "町工場の騒音で近所から苦情が来た",
            "製造業 ものづくり 住工共生 住工混在 操業環境 公害苦情",
        ),
        ("女の人が起業するとき", "女性の創業 女性起業家 女性、若者／シニア起業家支援資金"),
        ("持続化補助金の上限", "小規模事業者持続化補助金"),
        ("マル経の金利", "小規模事業者経営改善資金 利子補給 利率"),
        ("M&Aの相談", "合併・買収"),
        ("BCPを作る", "事業継続計画 事業継続力強化計画"),
        ("ほかの市はどうしているか", "他自治体 先進事例 他都市"),
        ("いくらまで出ますか", "補助上限額 上限 限度額"),
        ("目標は達成できたか", "成果指標 目標値 達成状況 達成度"),
        ("会社を手放したい", "合併・買収 事業譲渡 第三者承継"),
        ("給料を上げたい", "賃上げ 賃金引上げ 賃上げ促進税制 業務改善助成金"),
        ("昔ながらの職人の技を残したい", "伝統工芸 伝統的工芸品 地場産業 技能継承"),
        ("展示会のブース代", "展示会出展 出展料補助 見本市 出展 出展料"),
        ("下請けいじめにあっている", "下請代金支払遅延等防止法 取引適正化 下請かけこみ寺"),
        (
            "コロナで売上が落ちた",
            "新型コロナウイルス感染症 売上減少 新型コロナウイルス感染症特別貸付 経営改善",
        ),
        ("歯医者さん向けの製品", "医療機関 医療・福祉 医療法人 歯科 医師"),
        ("DX", "デジタルトランスフォーメーション"),
        ("補助金", "助成金 交付金"),
        ("川崎市", ""),
    ],
)
def test_the_bundled_rows_say_what_a_question_means(
    bundled: Thesaurus, question: str, terms: str
) -> None:
    assert " ".join(e.term for e in bundled.expand(content_lemmas(question))) == terms


def test_the_bundled_rows_are_many_and_of_every_kind() -> None:
    rows = read_rows(THESAURUS)
    assert len(rows) >= 1_300
    assert {row.kind for row in rows} == {"lay", "abbreviation", "variant", "name", "related"}
    assert {row.direction for row in rows} == {">", "="}


def test_no_bundled_pair_stands_twice_under_another_spelling() -> None:
    # 届出 and 届け出 share their lemmas: such a row would never add anything.
    pairs = [
        (tuple(content_lemmas(row.everyday)), tuple(content_lemmas(row.policy)))
        for row in read_rows(THESAURUS)
    ]
    assert len(set(pairs)) == len(pairs)
    assert [pair for pair in pairs if set(pair[1]) <= set(pair[0])] == []


def test_no_bundled_row_stands_for_too_much() -> None:
    terms: dict[str, int] = {}
    for row in read_rows(THESAURUS):
        terms[row.everyday] = terms.get(row.everyday, 0) + 1
    assert {word: count for word, count in terms.items() if count > 4} == {}


def test_no_bundled_row_is_met_by_a_word_of_every_question() -> None:
    # 「もの補助」 and 「法人成り」 are 「補助」 and 「法人」 to the tokenizer.
    general = set("事業 制度 支援 補助 法人 会社 店 人 申請 対象 貰う 教える 市 県 国".split())  # noqa: SIM905
    assert [
        row.everyday
        for row in read_rows(THESAURUS)
        if row.everyday not in general
        and len(lemmas := content_lemmas(row.everyday)) == 1
        and lemmas[0] in general
    ] == []
