"""A small made-up assistant behind the page: five documents, found by plain words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.records import (
    About,
    Answer,
    DocumentSummary,
    Expansion,
    FacetCount,
    Filters,
    Hit,
    Query,
    Quote,
    Reason,
    SearchResult,
    Understanding,
)
from corpus.document import AssistantError, Block, Document, Facets, Passage

HOSTILE = (
    '<script>window.__pwned = 1</script>"><img src=x onerror="window.__pwned = 2">'
    "**太字** [押す](javascript:window.__pwned=3) $\\href{javascript:alert(1)}{x}$ "
    "${window.__pwned = 4} {{value}} {{{value}}} 助成"
)


def make_document(
    doc_id: str,
    title: str,
    parts: Sequence[tuple[str, str]],
    facets: Facets,
    publisher: str | None = "花咲市",
    paged: bool = False,
) -> Document:
    """A document of (kind, text) parts; `paged` begins a page at every third part."""
    text, blocks, pages = "", [], []
    for number, (kind, part) in enumerate(parts):
        text += "\n\n" if text else ""
        if paged and number % 3 == 0:
            pages.append(len(text))
        level = int(kind[1]) if kind.startswith("h") else 0
        blocks.append(
            Block("heading" if level else kind, len(text), len(text) + len(part), level)  # type: ignore[arg-type]
        )
        text += part
    return Document(
        doc_id=doc_id,
        title=title,
        text=text,
        source=doc_id,
        blocks=tuple(blocks),
        pages=tuple(pages),
        publisher=publisher,
        published=date(2017, 9, 1),
        facets=facets,
    )


REPORT = make_document(
    "hanasaki/h28.md",
    "花咲市 平成28年度 中小企業支援の実施報告",
    [
        ("h1", "第1章 創業の支援"),
        ("h2", "1 はじめてのお店応援事業"),
        (
            "paragraph",
            "市内で初めてお店を開く方に、改装費の半分を50万円まで助成しました。"
            "あわせて、中小企業診断士が開店から一年のあいだ毎月訪問し、帳簿のつけ方や仕入れの"
            "相談に応じました。平成28年度は31件の申し込みがあり、24件を採択しています。",
        ),
        (
            "table",
            "| 成果指標 | 目標 | 実績 |\n|---|---|---|\n| 助成した件数 | 20件 | 24件 |\n"
            "| 一年後も続いている店 | 90% | 96% |",
        ),
        ("h2", "2 事業承継の相談"),
        (
            "paragraph",
            "後継者のいない店主のために、商工会議所と共同で事業承継の相談窓口を毎週木曜日に"
            "開きました。年間の相談は延べ58件で、うち6件が第三者への引き継ぎに至りました。"
            "相談は無料で、秘密は守られます。",
        ),
        ("h1", "第2章 商店街"),
        (
            "paragraph",
            "空き店舗を使った週末市を年8回開き、出店者は延べ120組、来場者は約9,400人でした。"
            "翌年も続けるかどうかは、商店街の話し合いで決めることとしています。",
        ),
    ],
    Facets(
        municipality="花咲市",
        fiscal_years=(2016,),
        themes=("創業", "事業承継"),
    ),
    paged=True,
)
LOAN = make_document(
    "tsukimi/yuushi.md",
    "月見町 小規模事業者向け融資のご案内",
    [
        ("h1", "融資の条件"),
        (
            "paragraph",
            "町内で一年以上商売を続けている方は、設備や改装のための資金を500万円まで借りられます。"
            "利子の半分を町が三年間補給します。",
        ),
        ("h1", "お申し込み"),
        ("list", "・商工会で事前に相談してください。\n・見積書と決算書の写しをお持ちください。"),
    ],
    Facets(municipality="月見町", fiscal_years=(2019,), themes=("融資",)),
    publisher="月見町",
)
SUCCESSION = make_document(
    "tsukimi/shoukei.md",
    "月見町 店を引き継ぐ方への手引き",
    [
        ("h1", "引き継ぎの進め方"),
        (
            "paragraph",
            "事業承継には三年から五年かかることが多く、早めの準備が大切です。町では専門家の派遣を"
            "年三回まで無料で行っています。",
        ),
    ],
    Facets(municipality="月見町", fiscal_years=(2021,), themes=("事業承継",)),
    publisher="月見町商工会",
)
TRAP = make_document(
    "trap/<b>&\"'.md",
    HOSTILE,
    [("h1", HOSTILE), ("paragraph", HOSTILE), ("table", f"| {HOSTILE} | =1+1 |\n|---|---|\n| a |")],
    Facets(themes=("助成",)),
    publisher='<img src=x onerror="window.__pwned = 5">',
)
LONG = make_document(
    "hanasaki/long.md",
    "花咲市 議事録",
    [
        part
        for number in range(1, 401)
        for part in (
            ("h2", f"第{number}回 会議"),
            ("paragraph", f"第{number}回では、朝市の運営について話し合いました。" * 12),
        )
    ],
    Facets(municipality="花咲市", fiscal_years=(2016,)),
    paged=True,
)
DOCUMENTS = (REPORT, LOAN, SUCCESSION, TRAP, LONG)
LAY_WORDS = {"跡取り": "事業承継", "後継ぎ": "事業承継", "借りたい": "融資"}
WORDS = ("改装", "事業承継", "融資", "助成", "相談", "商店街", "朝市", "お店", "件数")


def passages_of(document: Document) -> list[Passage]:
    """One passage a block that is no heading."""
    path: list[str] = []
    passages = []
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.kind == "heading":
            path = [*path[: block.level - 1], text]
            continue
        page = sum(start <= block.start for start in document.pages) or None
        passages.append(
            Passage(
                document.doc_id,
                block.start,
                block.end,
                text,
                tuple(path),
                None,
                page,
                document.facets,
            )
        )
    return passages


class UnknownPlaceError(AssistantError):
    """No such document or passage."""


class FakeService:
    """Finds passages by counting the words of `WORDS` they share with a question."""

    def __init__(self, documents: Sequence[Document] = DOCUMENTS) -> None:
        self.feedback: list[tuple[str, str, bool]] = []
        self.histories: list[tuple[str, ...]] = []
        self.serve(documents, "20261121-0900-ab12")

    def serve(self, documents: Sequence[Document], generation: str) -> None:
        """Serve these documents from now on, as a generation of that name."""
        self.generation = generation
        self.documents = {document.doc_id: document for document in documents}
        self.passages = [passage for document in documents for passage in passages_of(document)]

    def search(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        understanding: Understanding | None = None,
        history: Sequence[str] = (),
        k: int = 10,
    ) -> SearchResult:
        filters = filters or Filters()
        understanding = understanding or Understanding()
        terms = tuple(
            Expansion(lay, term, 0.9)
            for lay, term in LAY_WORDS.items()
            if lay in question and understanding.use_thesaurus
        )
        years = (2016,) if "28年度" in question and understanding.use_years else ()
        if "40年度" in question and understanding.use_years:
            years = (2028,)
        cities = ("花咲市",) if "花咲市" in question and understanding.use_places else ()
        query = Query(question, years=years, municipalities=cities, expansions=terms)
        sought = question + "".join(expansion.term for expansion in terms)
        words = [word for word in WORDS if word in sought]
        hits = []
        for passage in self.passages:
            facets = passage.facets
            if filters.municipalities and facets.municipality not in filters.municipalities:
                continue
            if filters.fiscal_years and not set(filters.fiscal_years) & set(facets.fiscal_years):
                continue
            if filters.themes and not set(filters.themes) & set(facets.themes):
                continue
            if cities and facets.municipality not in cities:
                continue
            spans = sorted(
                (place, place + len(word))
                for word in words
                for place in [passage.text.find(word)]
                if place >= 0
            )
            if spans:
                document = self.documents[passage.doc_id]
                score = min(0.95, 0.3 * len(spans) + 0.2)
                hits.append(Hit(passage, document.title, document.publisher, score, tuple(spans)))
        hits.sort(key=lambda hit: (-hit.score, hit.passage.passage_id))
        reason: Reason | None = None if hits else "nothing"
        if (
            years
            and hits
            and not any(set(years) & set(h.passage.facets.fiscal_years) for h in hits)
        ):
            return SearchResult(query, (), "other_year", tuple(hits[:k]))
        return SearchResult(query, tuple(hits[:k]), reason)

    def ask(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        understanding: Understanding | None = None,
        history: Sequence[str] = (),
        k: int = 8,
    ) -> Answer:
        self.histories.append(tuple(history))
        if "故障" in question:
            raise RuntimeError("secret detail of the fault")
        if "未準備" in question:
            raise AssistantError("No index in /secret/place. Build one.")
        result = self.search(question, filters=filters, understanding=understanding, k=k)
        quotes = []
        if result.reason is None:
            for number, hit in enumerate(result.hits[:3], start=1):
                first = hit.highlights[0][0]
                start = hit.passage.text.rfind("。", 0, first) + 1
                end = hit.passage.text.find("。", first) + 1 or len(hit.passage.text)
                quotes.append(
                    Quote(
                        hit.passage.text[start:end],
                        hit.passage.start + start,
                        hit.passage.start + end,
                        number,
                    )
                )
        return Answer(
            question, result.query, tuple(quotes), result.hits, result.reason, result.elsewhere
        )

    def passage(self, passage_id: str) -> Passage:
        for passage in self.passages:
            if passage.passage_id == passage_id:
                return passage
        raise UnknownPlaceError(f"No passage {passage_id}")

    def document(self, doc_id: str) -> Document:
        if doc_id not in self.documents:
            raise UnknownPlaceError(f"No document {doc_id}")
        return self.documents[doc_id]

    def about(self) -> About:
        summaries = tuple(
            DocumentSummary(
                document.doc_id,
                document.title,
                document.publisher,
                str(document.published),
                len(passages_of(document)),
            )
            for document in self.documents.values()
        )
        return About(
            generation=self.generation,
            built="2026-11-21T09:00:00+09:00",
            model="madoguchi-static",
            passages=len(self.passages),
            documents=summaries,
            municipalities=(FacetCount("花咲市", 404), FacetCount("月見町", 3)),
            fiscal_years=(FacetCount("2021", 1), FacetCount("2019", 2), FacetCount("2016", 404)),
            themes=(FacetCount("創業", 4), FacetCount("事業承継", 5), FacetCount("融資", 2)),
        )

    def record_feedback(self, question: str, passage_id: str, useful: bool) -> None:
        self.feedback.append((question, passage_id, useful))
