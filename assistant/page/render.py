"""The conversation and the passages as HTML; every string of a document is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from assistant.page import texts
from assistant.page.address import query_of
from assistant.page.chips import understood
from assistant.page.export import (
    citation,
    download_url,
    heading_path,
    last_day,
    markdown,
    passages_csv,
    source_line,
)
from assistant.page.links import document_url, link
from assistant.page.marked import text_html
from assistant.page.near import instead_of_city, near, whose
from assistant.page.readable import readable
from assistant.page.turn import Origin, Turn
from assistant.records import Answer, Hit, Quote, Reason
from corpus.language.clean import display_text
from corpus.language.rows import header_above

LONG_CHARS = 360
"""From this many characters on, a card folds its passage: about twelve lines of a card."""

# Which button of the page lifts the limit that left a question unanswered.
_LIFTS: dict[Reason, tuple[str, str]] = {
    "other_year": ("chip-years", "年度を限らずに探す"),
    "other_edition": ("chip-years", "回や年版を限らずに探す"),
    "other_place": ("chip-places", "市区町村を限らずに探す"),
    "filtered": ("clear-filters", texts.CLEAR_FILTERS),
}


def conversation(turns: Sequence[Turn]) -> str:
    """All turns, oldest first; the greeting while there is none."""
    if not turns:
        return (
            f'<div class="m-greeting"><h2>{texts.GREETING}</h2><p>{texts.GREETING_BODY}</p></div>'
        )
    items = "".join(_turn(turn, latest=turn is turns[-1]) for turn in turns)
    return f'<ol class="m-turns"{_asked(turns)}>{items}</ol>'


def _asked(turns: Sequence[Turn]) -> str:
    """The attribute that tells the script what the page's address holds; none while pending."""
    if turns[-1].answer is None and turns[-1].notice is None:
        return ""
    return f' data-asked="{escape(query_of(turns))}"'


def hint_html(hint: str) -> str:
    """A line below the question box on why a question was not searched; nothing for none."""
    return f'<p class="m-hint">{readable(hint)}</p>' if hint else ""


def _turn(turn: Turn, *, latest: bool) -> str:
    question = readable(turn.question)
    asked = f'<span class="m-unseen">{texts.ASKED}：</span>'
    if turn.answer is not None:
        said = _understood(turn, latest=latest) + _answer(turn.answer, turn.origin, latest=latest)
    elif turn.notice is not None:
        said = f'<p class="m-notice">{escape(turn.notice)}</p>'
    else:
        said = f'<p class="m-pending"><span class="m-dots"></span>{texts.SEARCHING}</p>'
    mark = ' id="latest-turn"' if latest else ""
    return (
        f'<li class="m-turn"{mark}><div class="m-question">{asked}{question}</div>'
        f'<div class="m-answer">{said}</div></li>'
    )


def _understood(turn: Turn, *, latest: bool) -> str:
    """How the question was read; from the last one a way leads to where that is changed."""
    said = understood(turn)
    if not said:
        return ""
    change = f" {link('#chips', texts.CHANGE, 'm-to-chips')}" if latest else ""
    return f'<p class="m-understood">{readable(said)}{change}</p>'


def _answer(answer: Answer, origin: Origin | None, *, latest: bool) -> str:
    if answer.reason is not None:
        return _unheld(answer) + _declined(answer, answer.reason, latest=latest)
    sources = len({answer.hits[quote.citation - 1].passage.doc_id for quote in answer.quotes})
    blocks = [
        _quotes(answer, list(group), number, latest=latest)
        for number, group in groupby(answer.quotes, key=lambda quote: quote.citation)
    ]
    instead = instead_of_city(answer)
    general = f'<p class="m-general">{readable(instead)}</p>' if instead else ""
    file = download_url(markdown(answer, origin), "text/markdown")
    save = link(file, texts.SAVE_MARKDOWN, "m-action", ' download="kaitou.md"')
    return (
        f'<p class="m-lead">{texts.found_in(sources)}</p>{_unheld(answer)}{general}'
        f"{_other_scheme(answer)}{_unsaid(answer)}"
        f'<ol class="m-quotes">{"".join(blocks)}</ol>'
        f'<p class="m-caution">{texts.CAUTION}</p><p class="m-actions">{save}</p>'
    )


def _unheld(answer: Answer) -> str:
    """That nothing of a place asked for is held, if so."""
    if not answer.unheld:
        return ""
    return f'<p class="m-general">{readable(texts.UNHELD.format("・".join(answer.unheld)))}</p>'


def _other_scheme(answer: Answer) -> str:
    """That a paper on another scheme is quoted, if one is."""
    if answer.other_scheme is None:
        return ""
    return f'<p class="m-general">{readable(texts.other_scheme(answer.other_scheme))}</p>'


def _unsaid(answer: Answer) -> str:
    """Which words of the question are in nothing that is quoted from, if any."""
    if not answer.unsaid:
        return ""
    return f'<p class="m-general">{readable(texts.unsaid(answer.unsaid))}</p>'


def _quotes(answer: Answer, quotes: Sequence[Quote], number: int, *, latest: bool) -> str:
    hit = answer.hits[number - 1]
    parts = []
    for quote in quotes:
        given = header_above(hit.passage.text, quote.start - hit.passage.start)
        body = text_html(quote.text, {}, table_header=given or hit.passage.table_header)
        column = texts.COLUMN.format(quote.column) if quote.column else ""
        named = f'<span class="m-column">{readable(column)}</span>' if column else ""
        if quote.lead:
            named += f'<span class="m-column">{readable(display_text(quote.lead))}</span>'
        address = document_url(hit.passage.doc_id, quote.start, quote.end)
        target = f"#hit-{number}" if latest else address
        mark = link(target, f"[{number}]", "m-cite", f' aria-label="出典{number}を見る"')
        past = f'<p class="m-ended">{texts.PAST}</p>' if quote.past else ""
        parts.append(f'<blockquote class="m-quote">{named}{body}&#8288;{mark}{past}</blockquote>')
    return (
        f'<li>{"".join(parts)}<p class="m-source">{readable(source_line(hit))}</p>'
        f"{_namesake(hit, answer.hits)}</li>"
    )


def _declined(answer: Answer, reason: Reason, *, latest: bool) -> str:
    given = [
        texts.nearest_is(label)
        for label in (whose(hit, reason) for hit in near(answer.elsewhere)[:1])
        if label
    ]
    steps = "".join(f"<li>{readable(step)}</li>" for step in (*given, *texts.NEXT_STEPS[reason]))
    lift = ""
    if latest and reason in _LIFTS:
        button, label = _LIFTS[reason]
        lift = (
            f'<p class="m-actions"><button type="button" class="m-action m-strong" '
            f'data-press="{button}">{label}</button></p>'
        )
    return f'<p class="m-lead">{texts.DECLINED[reason]}</p><ul class="m-steps">{steps}</ul>{lift}'


def evidence(answer: Answer, origin: Origin | None = None) -> str:
    """The passages of an answer as cards; those it cites have their number as anchor (`#hit-1`)."""
    if answer.reason is None:
        return _section(answer, origin, answer.hits, texts.EVIDENCE, "hit")
    heading = texts.NEAREST[answer.reason]
    within, elsewhere = near(answer.hits), near(answer.elsewhere)
    if answer.reason not in _LIFTS:
        return _section(answer, origin, within, heading, "hit")
    return _section(answer, origin, elsewhere, heading, "elsewhere") + _section(
        answer, origin, within, texts.WITHIN, "hit", first=len(elsewhere) + 1
    )


def _section(
    answer: Answer,
    origin: Origin | None,
    hits: Sequence[Hit],
    heading: str,
    anchor: str,
    first: int = 1,
) -> str:
    if not hits:
        return ""
    file = download_url(passages_csv(answer.question, hits, origin), "text/csv")
    save = link(file, texts.SAVE_CSV, "m-action", ' download="bunsho.csv"')
    cards = "".join(
        _card(
            hit,
            number,
            f"{anchor}-{number}",
            [quote for quote in answer.quotes if quote.citation == number],
            whose(hit, answer.reason) if anchor == "elsewhere" else "",
            _namesake(hit, hits),
        )
        for number, hit in enumerate(hits, start=first)
    )
    near = "" if answer.reason is None else ' class="m-near"'
    return (
        f'<section{near} data-question="{escape(answer.question)}" '
        f'aria-label="{heading}"><header class="m-evidence-head"><h2>{heading}'
        f'<span class="m-count">{len(hits)}件</span></h2>{save}</header>'
        f'<p class="m-note">{texts.EVIDENCE_NOTE}</p>{cards}</section>'
    )


def _card(
    hit: Hit, number: int, anchor: str, quotes: Sequence[Quote], whose: str, namesake: str
) -> str:
    passage = hit.passage
    address = document_url(passage.doc_id, passage.start, passage.end)
    quoted = [(quote.start - passage.start, quote.end - passage.start) for quote in quotes]
    body = text_html(
        passage.text,
        {"m-quoted": quoted, "m-word": hit.highlights},
        table_header=passage.table_header,
    )
    fold = ""
    if len(passage.text) > LONG_CHARS:
        body = f'<div class="m-fold">{body}</div>'
        fold = (
            f'<button type="button" class="m-action" data-unfold aria-expanded="false">'
            f"{texts.EXPAND}</button>"
        )
    levels = "".join(f"<li>{readable(heading)}</li>" for heading in heading_path(hit))
    path = f'<ol class="m-path" aria-label="{texts.HEADINGS}">{levels}</ol>' if levels else ""
    # How likely it is to be of use would be taken for the city or the year asked for.
    corner = f'<p class="m-whose">{readable(whose)}</p>' if whose else _bar(hit.score)
    title = link(address, readable(hit.title or texts.UNTITLED), "", " data-document")
    return (
        f'<article class="m-card" id="{anchor}" tabindex="-1" '
        f'aria-labelledby="{anchor}-title"><header class="m-card-head">'
        f'<span class="m-number" aria-hidden="true">{number}</span>'
        f'<div class="m-card-title"><h3 id="{anchor}-title">{title}</h3>'
        f'<p class="m-meta">{_meta(hit)}</p>{namesake}{_past(hit)}</div>{corner}</header>'
        f'{path}<div class="m-text">{body}</div>{fold}'
        f"{_actions(hit, quotes, address, anchor)}</article>"
    )


def _namesake(hit: Hit, hits: Sequence[Hit]) -> str:
    """Which document it is, where another among the hits bears the same title."""
    alike = {other.passage.doc_id for other in hits if other.title == hit.title}
    if len(alike) < 2:
        return ""
    return f'<p class="m-source">{readable(texts.NAMESAKE.format(hit.passage.doc_id))}</p>'


def _past(hit: Hit) -> str:
    """That a programme has ended, or a newer paper is there: nobody may take it for what holds."""
    said = [last_day(hit)] if hit.ended else []
    said += [texts.newer_edition(hit.newer.title)] if hit.newer is not None else []
    return "".join(f'<p class="m-ended">{readable(line)}</p>' for line in said)


def _meta(hit: Hit) -> str:
    facets = hit.passage.facets
    page = hit.passage.page
    parts = (
        hit.publisher or "",
        # The publisher is often the city itself.
        "" if facets.municipality == hit.publisher else facets.municipality or "",
        texts.years_label(facets.fiscal_years),
        "" if page is None else f"{page}ページ",
    )
    return "".join(f"<span>{readable(part)}</span>" for part in parts if part)


def _bar(score: float) -> str:
    word = texts.likelihood_label(score)
    width = round(100 * min(1.0, max(0.0, score)))
    return (
        f'<div class="m-bar" role="img" aria-label="{texts.LIKELIHOOD}：{word}" '
        f'title="{texts.LIKELIHOOD}：{word}"><span class="m-bar-word">{texts.LIKELY} {word}</span>'
        f'<span class="m-bar-track"><span style="width:{width}%"></span></span></div>'
    )


def _actions(hit: Hit, quotes: Sequence[Quote], address: str, anchor: str) -> str:
    passage_id = escape(hit.passage.passage_id)
    opened = link(address, texts.OPEN, "m-action m-strong", " data-document")
    copied = (
        f'<button type="button" class="m-action" data-copy="{escape(citation(hit, quotes))}" '
        f'data-link="{escape(address)}">{texts.COPY}</button>'
    )
    votes = "".join(
        f'<button type="button" class="m-action" data-passage="{passage_id}" '
        f'data-useful="{value}" aria-pressed="false" aria-describedby="{anchor}-title">'
        f"{label}</button>"
        for value, label in (("true", texts.USEFUL), ("false", texts.USELESS))
    )
    return f'<footer class="m-actions">{opened}{copied}<span class="m-gap"></span>{votes}</footer>'
