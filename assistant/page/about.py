"""The panel 「このデータについて」 and the page's head, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from assistant.page import texts
from assistant.page.links import document_url, link
from assistant.page.readable import readable
from assistant.records import About, DocumentSummary

MAX_ROWS = 200
"""Rows of the list of documents; a longer list would only slow the page."""

_PROGRAM = """from gradio_client import Client

client = Client("http://（このページのアドレス）/")
answer = client.predict(question="事業承継の相談先", api_name="/ask")
result = client.predict(question="事業承継の相談先", k=5, api_name="/search")"""


def header() -> str:
    """The head of the page: name and what it does."""
    return (
        '<a class="m-skip" href="#question">質問の入力へ移動</a><header class="m-header">'
        f'<span class="m-seal" aria-hidden="true">窓</span><div><h1>{texts.NAME}</h1>'
        f"<p>{texts.TAGLINE}</p></div>"
        f'<a class="m-to-about" href="#about">{texts.ABOUT}</a></header>'
    )


def about_html(about: About) -> str:
    """What is searched: counts, dates, model, generation, and the list of documents."""
    built = datetime.fromisoformat(about.built).astimezone()
    facts = (
        ("資料", f"{len(about.documents):,}件"),
        ("文章のまとまり", f"{about.passages:,}件"),
        ("索引の作成日時", f"{built.year}年{built.month}月{built.day}日 {built:%H:%M}"),
        ("索引の版", about.generation),
        ("検索モデル", about.model),
    )
    listed = "".join(
        f"<div><dt>{name}</dt><dd>{readable(value)}</dd></div>" for name, value in facts
    )
    files = [
        list(group)
        for _, group in groupby(
            sorted(about.documents, key=lambda document: document.doc_id),
            key=lambda document: document.doc_id.partition("#")[0],
        )
    ]
    rows = "".join(_row(group) for group in files[:MAX_ROWS])
    rest = len(files) - MAX_ROWS
    more = f"<p>ほか {rest:,} ファイル</p>" if rest > 0 else ""
    return (
        f'<div class="m-about"><p>このページは、下の資料の文章をそのまま引用してお答えします。'
        f"文章を作り出すことはありません。</p><dl>{listed}</dl>"
        '<div class="m-table" tabindex="0"><table><thead><tr><th scope="col">資料</th>'
        '<th scope="col">発行元</th><th scope="col">発行日</th><th scope="col">文章</th></tr>'
        f"</thead><tbody>{rows}</tbody></table></div>{more}"
        "<h3>プログラムから使う</h3><p>同じ検索を Python から呼び出せます。</p>"
        f'<pre tabindex="0"><code>{readable(_PROGRAM)}</code></pre></div>'
    )


def _row(group: Sequence[DocumentSummary]) -> str:
    first = group[0]
    if len(group) == 1:
        title = link(
            document_url(first.doc_id, 0, 0),
            readable(first.title or texts.UNTITLED),
            "",
            " data-document",
        )
    else:
        name = readable(first.doc_id.partition("#")[0])
        title = f"{name}（{len(group):,}件の施策）"
    days = sorted({document.published for document in group if document.published})
    dates = [texts.day_label(date.fromisoformat(day)) for day in days[:1] + days[-1:]]
    publishers = {document.publisher for document in group}
    cells = (
        title,
        readable(first.publisher or "") if len(publishers) == 1 else f"{len(publishers):,}機関",
        "〜".join(dict.fromkeys(dates)),
        f"{sum(document.passages for document in group):,}件",
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
