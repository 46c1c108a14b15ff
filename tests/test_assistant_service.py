"""A service over four small documents of two cities and two years, ranked by coverage alone."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import AnswerOptions
from assistant.features import NAMES
from assistant.ranker import Ranker
from assistant.records import DocumentSummary, FacetCount, Filters, Understanding
from assistant.service import ModelMismatchError, UnknownPlaceError, open_service
from assistant.settings import Settings
from corpus.document import Block, Document
from index.build import build, build_documents
from index.embed import BUNDLED_NAME, StaticEmbedder
from index.generation import IndexMissingError

TODAY = date(2026, 11, 21)
EMBEDDER = StaticEmbedder()

# 1 / (1 + e^-(20 (coverage - .5))): answered where half of the question stands, by rarity.
BY_COVERAGE = Ranker(tuple(float(name == "coverage") for name in NAMES), 20.0, -10.0, 0.5)

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


@pytest.fixture(scope="module")
def index_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("service")
    made(write(folder / "papers", DOCUMENTS), folder / "index")
    return folder / "index"


@pytest.fixture(scope="module")
def service(index_dir):
    return opened(index_dir)


@pytest.fixture
def own_index(tmp_path):
    """An index of its own with the folder it was built from."""
    papers = write(tmp_path / "papers", DOCUMENTS)
    made(papers, tmp_path / "index")
    return papers, tmp_path / "index"


def names(hits):
    return [hit.passage.doc_id.removesuffix(".md") for hit in hits]


ANSWERED = [
    # question, the document that answers first, a piece of the quote
    ("空き店舗の改装費の補助はいくらですか", "okaya_2016", "50万円まで補助"),
    ("岡谷市の空き店舗の改装費の補助", "okaya_2016", "50万円まで補助"),
    ("2016年度の岡谷市の空き店舗", "okaya_2016", "空き店舗を借りて"),
    ("2017年度の岡谷市の空き店舗", "okaya_2017", "家賃を月3万円"),
    ("墨田区の展示会の出展料", "sumida_2017", "出展料を20万円"),
]


@pytest.mark.parametrize(("question", "document", "piece"), ANSWERED)
def test_answered(service, question, document, piece):
    answer = service.ask(question)
    assert (answer.question, answer.reason, answer.elsewhere) == (question, None, ())
    assert names(answer.hits)[0] == document
    first = answer.quotes[0]
    assert piece in first.text
    assert first.citation == 1
    whole = service.document(f"{document}.md").text
    assert whole[first.start : first.end] == first.text


def test_a_hit_tells_where_it_stands_and_how_likely_it_is(service):
    first, *_ = service.ask("岡谷市の空き店舗の改装費の補助").hits
    assert first.title == "岡谷市の取組のまとめ（2016年度）"
    assert first.publisher == "岡谷市"
    # Every word of the question stands there: 1 / (1 + e^-10).
    assert first.score == pytest.approx(0.999955, abs=1e-6)
    marked = [first.passage.text[start:end] for start, end in first.highlights]
    assert {"空き店舗", "改装費", "補助"} <= set(marked)


DECLINED = [
    # question, reason, where the first of what is elsewhere stands
    ("岡谷市の展示会の出展料の補助", "other_place", "sumida_2017"),
    ("墨田区の空き店舗の改装費の補助", "other_place", "okaya_2016"),
    ("長野県の展示会の出展料の補助の交付", "other_place", "sumida_2017"),
    ("川崎市の町工場の見学会に参加した中学生", "other_place", "sumida_2016"),
    ("2016年度の展示会の出展料の補助", "other_year", "sumida_2017"),
    ("2023年度の空き店舗の改装費の補助の申請", "other_year", "okaya_2016"),
    ("墨田区の2016年度の展示会の出展料", "other_year", "sumida_2017"),
    # Both another city and another year: neither alone helps.
    ("岡谷市の2016年度の展示会の出展料", "words_apart", None),
    # Each word stands somewhere, but no passage has half of them.
    ("家賃と見学と展示と改装", "words_apart", None),
    # Some words stand nowhere.
    ("潜水艦の操縦の免許", "nothing", None),
    ("空き店舗の潜水艦の操縦の免許", "nothing", None),
    ("", "nothing", None),
    ("😀", "nothing", None),
]


@pytest.mark.parametrize(("question", "reason", "elsewhere"), DECLINED)
def test_declined(service, question, reason, elsewhere):
    answer = service.ask(question)
    assert (answer.reason, answer.quotes) == (reason, ())
    assert (names(answer.elsewhere) or [None])[0] == elsewhere
    # What is shown as found is of the city and year asked for; what is elsewhere is not.
    cities, years = set(answer.query.municipalities), set(answer.query.years)
    for hit in answer.hits:
        assert not cities or hit.passage.facets.municipality in cities
        assert not years or years & set(hit.passage.facets.fiscal_years)
    assert not set(names(answer.hits)) & set(names(answer.elsewhere))
    found = service.search(question)
    assert (found.reason, names(found.elsewhere)) == (reason, names(answer.elsewhere))


def test_an_empty_question_finds_nothing(service):
    for question in ("", " 　\n", "😀", "？"):
        assert service.search(question).hits == ()


def test_what_was_understood_can_be_undone(service):
    question = "2016年度の展示会の出展料の補助"
    assert service.ask(question).reason == "other_year"
    undone = service.ask(question, understanding=Understanding(use_years=False))
    # The year is then searched as words, which stand in the title.
    assert undone.query.years == ()
    assert names(undone.hits)[0] == "sumida_2017"


FILTERS = [
    # filters, reason, documents found, for 「展示会の出展料の補助」
    (Filters(), None, {"sumida_2017"}),
    (Filters(municipalities=("墨田区",)), None, {"sumida_2017"}),
    (Filters(fiscal_years=(2017,)), None, {"sumida_2017"}),
    # What the person chose is not stepped over: there is nothing elsewhere.
    (Filters(municipalities=("岡谷市",)), "words_apart", set()),
    (Filters(fiscal_years=(2016,)), "words_apart", set()),
    (Filters(municipalities=()), "words_apart", set()),
    (Filters(themes=("観光",)), "words_apart", set()),
]


@pytest.mark.parametrize(("filters", "reason", "first"), FILTERS)
def test_filters(service, filters, reason, first):
    found = service.search("展示会の出展料の補助", filters=filters)
    assert (found.reason, found.elsewhere) == (reason, ())
    if first:
        assert set(names(found.hits[:1])) == first
    for hit in found.hits:
        assert filters.municipalities is None or (
            hit.passage.facets.municipality in filters.municipalities
        )
        assert filters.fiscal_years is None or (
            set(hit.passage.facets.fiscal_years) & set(filters.fiscal_years)
        )


def test_a_filter_takes_the_place_of_the_city_in_the_question(service):
    filters = Filters(municipalities=("墨田区",))
    found = service.search("岡谷市の展示会の出展料の補助", filters=filters)
    assert (found.reason, names(found.hits)[0]) == (None, "sumida_2017")


def test_follow_ups(service):
    history = ["岡谷市の2016年度の空き店舗の改装費の補助"]
    assert names(service.ask("上限は？", history=history).hits)[0] == "okaya_2016"
    assert service.ask("上限は？", history=history).query.subject == history[0]
    assert service.ask("上限は？").reason is not None
    moved = service.search("平成29年度は？", history=["岡谷市の2016年度の空き店舗の補助"])
    assert (moved.query.years, names(moved.hits)[0]) == ((2017,), "okaya_2017")


@pytest.mark.parametrize(("k", "count"), [(0, 0), (-1, 0), (1, 1), (2, 2), (4, 4), (1_000, 4)])
def test_k_is_clipped(service, k, count):
    question = "町工場と空き店舗の補助と見学会"
    assert len(service.search(question, k=k).hits) == count
    assert len(service.retrieve(question, k).hits) == count


def test_who_asks_for_many_passages_gets_them(tmp_path):
    documents = [
        Document(f"{n}.txt", f"{n}番の事業", text, f"{n}.txt", (Block("paragraph", 0, len(text)),))
        for n in range(120)
        for text in [f"{n}番の町工場に、展示会の出展料を補助しました。"]
    ]
    build_documents(documents, tmp_path, embedder=EMBEDDER, today=TODAY)
    many = open_service(tmp_path, today=TODAY)
    assert len(many.search("町工場の出展料の補助", k=100).hits) == 100


def test_passages_and_documents_are_found_by_their_place(service):
    for hit in service.search("空き店舗の補助").hits:
        passage = service.passage(hit.passage.passage_id)
        assert passage == hit.passage
        document = service.document(passage.doc_id)
        assert document.text[passage.start : passage.end] == passage.text


def test_passages_that_follow_each_other_are_shown_as_one(tmp_path):
    sentence = "空き店舗の家賃を補助する第{}の決まりは、借りる人の名と店の場所を届け出ることです。"
    section = "".join(sentence.format(number) for number in range(20))
    write(tmp_path / "papers", {"okaya_2016": ("岡谷市", 2016, section)})
    made(tmp_path / "papers", tmp_path / "index")
    service = opened(tmp_path / "index")
    first, second = service.search("空き店舗の家賃を補助").hits
    (hit,) = service.ask("空き店舗の家賃を補助").hits
    start, end = first.passage.start, second.passage.end
    assert (hit.passage.start, hit.passage.end) == (start, end)
    assert hit.passage.text == service.document("okaya_2016.md").text[start:end]
    assert service.passage(hit.passage.passage_id) == hit.passage


@pytest.mark.parametrize(
    "place",
    [
        "",
        ":",
        "okaya_2016.md",
        "okaya_2016.md:",
        "okaya_2016.md:0",
        "okaya_2016.md:0-",
        "okaya_2016.md:0-99999",
        "okaya_2016.md:-1-5",
        "okaya_2016.md:０-５",
        "okaya_2016.md:²-5",
        "okaya_2016.md:0-99999999999999999999999",
        "absent.md:0-10",
        "' OR 1=1 --:0-10",
        "\ud83d:0-10",
    ],
)
def test_a_place_that_is_not_there(service, place):
    with pytest.raises(UnknownPlaceError) as caught:
        service.passage(place)
    assert str(caught.value) == f"No passage {place!r} in this index. Search again."


@pytest.mark.parametrize("doc_id", ["", "absent.md", "okaya_2016", "' OR 1=1 --", "\ud83d", "\x00"])
def test_a_document_that_is_not_there(service, doc_id):
    with pytest.raises(UnknownPlaceError) as caught:
        service.document(doc_id)
    assert str(caught.value) == f"No document {doc_id!r} in this index. Search again."


def test_about(service):
    about = service.about()
    assert (about.generation, about.model, about.passages) == ("000001", BUNDLED_NAME, 4)
    by_title = ["sumida_2016", "sumida_2017", "okaya_2016", "okaya_2017"]
    assert [document.doc_id for document in about.documents] == [f"{n}.md" for n in by_title]
    assert about.documents[0] == DocumentSummary(
        "sumida_2016.md", "墨田区の取組のまとめ（2016年度）", "墨田区", None, "sumida_2016.md", 1
    )
    assert about.municipalities == (FacetCount("墨田区", 2), FacetCount("岡谷市", 2))
    assert about.fiscal_years == (FacetCount("2017", 2), FacetCount("2016", 2))
    assert FacetCount("商店街", 2) in about.themes


def test_settings_reach_the_answer(index_dir):
    question = "空き店舗の改装費の補助と家賃の補助"
    options = AnswerOptions(least_share=0.0, least_fit=0.0)
    many = opened(index_dir, settings=Settings(answer=options))
    one = opened(index_dir, settings=Settings(answer=replace(options, quotes=1)))
    assert len(many.ask(question).quotes) > 1
    assert len(one.ask(question).quotes) == 1


def test_no_index(tmp_path):
    with pytest.raises(IndexMissingError):
        opened(tmp_path)


def test_a_new_generation_is_served_without_a_restart(own_index):
    papers, index_dir = own_index
    service = opened(index_dir)
    question = "川口市の鋳物の体験教室"
    assert service.ask(question).reason == "nothing"
    first = service.ask("岡谷市の空き店舗の家賃")
    more = {"kawaguchi_2018": ("川口市", 2018, "鋳物の体験教室を5回開きました。定員は10人です。")}
    assert made(write(papers, more), index_dir).generation == "000002"
    assert names(service.ask(question).hits)[0] == "kawaguchi_2018"
    assert service.ask(question).reason is None
    assert service.about().generation == "000002"
    assert FacetCount("川口市", 1) in service.about().municipalities
    # What was there before is still found, and what is taken away is gone.
    assert service.ask("岡谷市の空き店舗の家賃").quotes == first.quotes
    (papers / "okaya_2017.md").unlink()
    made(papers, index_dir)
    assert "okaya_2017" not in names(service.ask("岡谷市の空き店舗の家賃").hits)
    with pytest.raises(UnknownPlaceError):
        service.document("okaya_2017.md")


class OtherModel(StaticEmbedder):
    """The bundled model's name with another model's vectors."""

    def __init__(self):
        super().__init__()
        self.fingerprint = "other"


def refusal(index_dir):
    return (
        f"The index in {index_dir} was built with model {BUNDLED_NAME}, which is not what"
        f" {BUNDLED_NAME} is now. Build it again: madoguchi build PATH --index {index_dir}"
    )


def test_an_index_of_another_model_is_refused(own_index):
    papers, index_dir = own_index
    service = opened(index_dir)
    made(papers, index_dir, OtherModel())
    with pytest.raises(ModelMismatchError) as caught:
        opened(index_dir)
    assert str(caught.value) == refusal(index_dir)
    # A service that is running refuses it too, and serves again what is built with its own.
    with pytest.raises(ModelMismatchError) as caught:
        service.ask("空き店舗の家賃")
    assert str(caught.value) == refusal(index_dir)
    made(papers, index_dir)
    assert service.ask("岡谷市の空き店舗の家賃").reason is None


def test_eight_threads_get_what_one_gets(index_dir):
    questions = [question for question, *_ in ANSWERED + DECLINED] + ["補助", "見学会"]
    questions = (questions * 2)[:20]
    alone = opened(index_dir)
    expected = [alone.ask(question) for question in questions]
    together = opened(index_dir)

    def ask_all(first):
        # Every thread begins with another question.
        order = [*range(first, 20), *range(first)]
        found = {number: together.ask(questions[number]) for number in order}
        return [found[number] for number in range(20)]

    with ThreadPoolExecutor(8) as pool:
        for answers in pool.map(ask_all, range(0, 16, 2)):
            assert answers == expected


def test_threads_ask_while_the_index_is_built_again(own_index):
    papers, index_dir = own_index
    service = opened(index_dir)
    expected = service.ask("岡谷市の空き店舗の改装費の補助").quotes

    def ask(number):
        return service.ask("岡谷市の空き店舗の改装費の補助").quotes

    with ThreadPoolExecutor(4) as pool:
        asked = pool.map(ask, range(60))
        for number in range(2):
            more = {f"more_{number}": ("川口市", 2018, f"鋳物の教室を{number + 2}回開きました。")}
            made(write(papers, more), index_dir)
        assert all(quotes == expected for quotes in asked)
    assert service.about().generation == "000003"


def test_feedback_outlives_every_rebuild(own_index):
    papers, index_dir = own_index
    service = opened(index_dir)
    (first, *_) = service.ask("空き店舗の家賃").hits
    service.record_feedback("空き店舗の家賃", first.passage.passage_id, True)
    for number in range(3):
        more = {f"more_{number}": ("川口市", 2018, f"鋳物の教室を{number + 2}回開きました。")}
        made(write(papers, more), index_dir)
        service.record_feedback("鋳物の教室", "more.md:0-1", False)
    shutil.rmtree(index_dir / "generations" / "000003")  # nothing of it lies in a generation
    with closing(sqlite3.connect(index_dir / "feedback.sqlite")) as connection:
        kept = connection.execute("SELECT question, passage_id, useful FROM feedback").fetchall()
    assert kept == [
        ("空き店舗の家賃", first.passage.passage_id, 1),
        *[("鋳物の教室", "more.md:0-1", 0)] * 3,
    ]
