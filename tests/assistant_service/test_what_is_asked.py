"""What is answered, declined, filtered and followed up."""

import pytest

import assistant.answering
from assistant import finder
from assistant.quoting.marking import highlights
from assistant.records import Filters, Understanding
from assistant.search.retrieve import rank
from assistant.service import open_service
from corpus.document import Block, Document
from index.build import build_documents
from tests.service_papers import ANSWERED, DECLINED, EMBEDDER, TODAY, made, names, opened, write


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
    # filters, reason, for 「展示会の出展料の補助」, which sumida_2017 answers
    (Filters(), None),
    (Filters(municipalities=("墨田区",)), None),
    (Filters(fiscal_years=(2017,)), None),
    # What the person chose is not stepped over: what is outside stands apart.
    (Filters(municipalities=("岡谷市",)), "filtered"),
    (Filters(fiscal_years=(2016,)), "filtered"),
    (Filters(municipalities=()), "filtered"),
    (Filters(themes=("観光",)), "filtered"),
]


@pytest.mark.parametrize(("filters", "reason"), FILTERS)
def test_filters(service, filters, reason):
    found = service.search("展示会の出展料の補助", filters=filters)
    answering = found.hits if reason is None else found.elsewhere
    assert (found.reason, names(answering)[0]) == (reason, "sumida_2017")
    assert reason or not found.elsewhere
    for hit in found.hits:
        assert filters.municipalities is None or (
            hit.passage.facets.municipality in filters.municipalities
        )
        assert filters.fiscal_years is None or (
            set(hit.passage.facets.fiscal_years) & set(filters.fiscal_years)
        )


def test_a_filter_for_another_city_than_the_question_names_is_no_answer(service):
    filters = Filters(municipalities=("墨田区",))
    found = service.search("岡谷市の展示会の出展料の補助", filters=filters)
    assert (found.reason, found.hits, names(found.elsewhere)[0]) == (
        "other_place",
        (),
        "sumida_2017",
    )


SCHEMES = {
    "okaya": ("岡谷市", 2016, "空き店舗の改装費を助成します。"),
    "okaya_visits": ("岡谷市", 2017, "工場の見学会を開きます。"),
    "sumida": ("墨田区", 2016, "空き店舗の改装費の補助の上限額は50万円です。"),
    "sumida_fair": ("墨田区", 2017, "展示会の出展料の補助の上限額は20万円です。"),
}
OF_CITIES = [
    # question, filters, reason, first within, first elsewhere
    ("墨田区の空き店舗の改装費の補助", Filters(), None, "sumida", None),
    # A city's own scheme without the figure comes before another city's figure.
    ("岡谷市の改装費の補助上限額は？", Filters(), "no_figure", "okaya", None),
    ("岡谷市の展示会の出展料の上限額は？", Filters(), "other_place", "okaya_visits", "sumida_fair"),
    # It is the filter that hides what the question names.
    (
        "墨田区の空き店舗の改装費の補助",
        Filters(municipalities=("岡谷市",)),
        "filtered",
        None,
        "sumida",
    ),
    (
        "2017年度の展示会の出展料の補助",
        Filters(fiscal_years=(2016,)),
        "filtered",
        None,
        "sumida_fair",
    ),
]


@pytest.mark.parametrize(("question", "filters", "reason", "within", "elsewhere"), OF_CITIES)
def test_what_cities_say_of_their_schemes(tmp_path, question, filters, reason, within, elsewhere):
    made(write(tmp_path / "schemes", SCHEMES), tmp_path / "index")
    answer = opened(tmp_path / "index").ask(question, filters=filters)
    assert (
        answer.reason,
        (names(answer.hits) or [None])[0],
        (names(answer.elsewhere) or [None])[0],
    ) == (reason, within, elsewhere)


@pytest.mark.parametrize(
    ("question", "filters", "searches"),
    [
        # Answered within the filter: what stands outside of it cannot matter.
        ("空き店舗の家賃の補助", Filters(fiscal_years=(2016,)), 1),
        ("潜水艦の操縦の免許", Filters(municipalities=("岡谷市",)), 2),
        # The filter hides the city: it is lifted first, then the city, and not the filter again.
        ("墨田区の潜水艦の操縦の免許", Filters(municipalities=("岡谷市",)), 3),
    ],
)
def test_how_often_is_searched(service, monkeypatch, question, filters, searches):
    asked = []

    def counted(*arguments):
        asked.append(arguments)
        return rank(*arguments)

    monkeypatch.setattr(finder, "rank", counted)
    service.search(question, filters=filters)
    assert len(asked) == searches


@pytest.mark.parametrize(
    ("question", "unheld"),
    [("岡谷市の空き店舗の改装費の補助", ()), ("横浜市の空き店舗の改装費の補助", ("横浜市",))],
)
def test_places_of_which_nothing_is_held_are_named(service, question, unheld):
    assert service.ask(question).unheld == unheld


@pytest.mark.parametrize(
    ("question", "unsaid"),
    [
        ("空き店舗を借りて店を開く人への家賃の補助", ()),
        ("空き店舗を借りて店を開く人への家賃の補助の様式", ("様式",)),
        # Declined: nothing is quoted, so nothing is missing in it.
        ("潜水艦の操縦の免許", ()),
    ],
)
def test_words_that_nothing_quoted_holds_are_named(service, question, unsaid):
    assert service.ask(question).unsaid == unsaid


def test_other_cities_are_asked_for(service):
    history = ["岡谷市の空き店舗の改装費の補助"]
    other = service.ask("ほかの市は？", history=history)
    assert other.query.excluded == ("岡谷市",)
    assert not any(name.startswith("okaya") for name in names(other.hits))
    again = service.ask(
        "ほかの市は？", history=history, understanding=Understanding(use_places=False)
    )
    assert (again.query.excluded, names(again.hits)[0]) == ((), "okaya_2016")


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
    assert len(service.ask(question, k=k).hits) == count


@pytest.mark.parametrize("k", [0, -1])
def test_nothing_is_quoted_where_no_passage_is_asked_for(service, k):
    answer = service.ask("岡谷市の空き店舗の改装費の補助", k=k)
    assert (answer.hits, answer.quotes, answer.reason) == ((), (), "nothing")


def test_who_asks_for_many_passages_gets_them(tmp_path):
    documents = [
        Document(f"{n}.txt", f"{n}番の事業", text, f"{n}.txt", (Block("paragraph", 0, len(text)),))
        for n in range(120)
        for text in [f"{n}番の町工場に、展示会の出展料を補助しました。"]
    ]
    build_documents(documents, tmp_path, embedder=EMBEDDER, today=TODAY)
    many = open_service(tmp_path, today=TODAY)
    assert len(many.search("町工場の出展料の補助", k=100).hits) == 100


OLD = """---
title: 岡谷市の報告（平成12年度）
published: 2001-05-01
---

# 岡谷市の報告（平成12年度）

12年度の空き店舗の補助は30件でした。
"""


def test_a_year_without_its_era_is_read_as_its_paper_means_it(tmp_path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "old.md").write_text(OLD, encoding="utf-8")
    made(tmp_path / "papers", tmp_path / "index")
    answer = opened(tmp_path / "index").ask("平成12年度の空き店舗の補助は何件")
    assert (answer.reason, [quote.text for quote in answer.quotes]) == (
        None,
        ["12年度の空き店舗の補助は30件でした。"],
    )


def test_an_index_without_a_single_word_answers_nothing(tmp_path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "！.txt").write_text("？？？？", encoding="utf-8")
    made(tmp_path / "papers", tmp_path / "index")
    assert opened(tmp_path / "index").ask("空き店舗の補助").reason == "nothing"


def test_more_is_quoted_from_passages_not_yet_quoted_from(service):
    asked = "空き店舗を借りて店を開く人の補助"
    talk = [asked, "ほかには？", "ほかには？"]
    told = [service.ask(question, history=talk[:n]) for n, question in enumerate(talk)]
    cited = [{names(answer.hits)[quote.citation - 1] for quote in answer.quotes} for answer in told]
    # The report of the year before is not quoted beside the newest one.
    assert cited == [{"okaya_2017"}, {"okaya_2016"}, set()]
    assert [answer.reason for answer in told] == [None, None, "nothing"]
    one_each = [service.ask(q, history=talk[:n], k=1) for n, q in enumerate(talk)]
    assert [names(answer.hits) for answer in one_each[:2]] == [["okaya_2017"], ["okaya_2016"]]
    assert (one_each[1].reason, one_each[2].reason) == (None, "nothing")


def test_words_are_marked_only_in_what_is_shown(service, monkeypatch):
    marked = []

    def counted(text, *arguments):
        marked.append(text)
        return highlights(text, *arguments)

    monkeypatch.setattr(assistant.answering, "highlights", counted)
    asked = "岡谷市の展示会の出展料の補助"
    answer = service.ask("ほかには？", history=[asked, "ほかには？"])
    assert [hit.passage.text for hit in (*answer.hits, *answer.elsewhere)] == marked
