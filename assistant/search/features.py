"""What is known of each candidate passage before they are put in order.

All features are absolute, not relative to the other candidates, so that a score built from them
also tells whether the best candidate is any good.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from assistant.question.figures import gives
from assistant.search.presence import presence
from assistant.search.searched import SearchTerms
from assistant.search.word_network import WordMatches, WordNetworks
from index.reader import Index

NAMES = (
    "coverage",
    "heading_coverage",
    "heading_precision",
    "meant_coverage",
    "related",
    "gram_coverage",
    "lead_coverage",
    "cos",
    "cos_heading",
    "cos_uncovered",
    "brevity",
    "named",
    "number",
    "matched",
    "answerable",
)
"""The columns of the feature matrix; more of any is better.

coverage, heading_coverage: share of the question's words, weighted by idf, that stand in
    headings or body, in the headings. Of a phrase that the thesaurus knows, words far apart count
    in part: 「新しい」 here and 「機械」 there are no 「新しい機械」.
heading_precision: share of the heading path's words that the question has.
meant_coverage: coverage where a word also counts, by the weight, if a thesaurus term that stands
    for it is there: 「跡取り」 in a passage about 事業承継.
related: what words of nearly the same meaning make up for those of the question that are not
    there: the cosine of the nearest one, by idf.
gram_coverage: share of the question's character pairs, by idf, that stand in headings or body.
lead_coverage: share of the question's words, by idf, among the first words of the body.
cos: cosine of the question's vector with the passage's or the heading path's, whichever is nearer:
    a question asks for the scheme that the heading names or for one thing said below it.
cos_heading: cosine of the question's vector with the heading path's.
cos_uncovered: cosine with the passage's times what meant_coverage lacks: where words fail, the
    vectors must do.
brevity: how much shorter than the mean a passage is that is its whole document, in logarithms: a
    short answer of a list of questions is to the point, a short passage cut from a report is a
    leftover.
named: share of the words that name the scope, by idf, that stand in headings or body: of the
    passages that may hold for 山梨県, one that says so comes before one that names no place.
number: 0 where a number is asked for and the passage gives none of its kind, else 1.
matched, answerable: logits of the passage being the one among others, and of its being an answer,
    by which words are met and which are not (`assistant.search.word_network`).
"""

_SMOOTHING = 5  # words, added to lengths: 3 words against 6 is no great difference


def features(
    index: Index,
    terms: SearchTerms,
    query: NDArray[np.float32],
    rows: NDArray[np.int64],
    networks: WordNetworks,
    named: NDArray[np.bool_] | None = None,
) -> NDArray[np.float32]:
    """Return float32, shape (len(rows), len(NAMES)).

    Args:
        index: Where the passages are.
        terms: What is searched.
        query: The question's vector, float32, shape (dim,).
        rows: The candidates.
        networks: What tells from the words met how good a passage is.
        named: Which of them are of the years and places that the question names, if it names any.
    """
    result = np.zeros((len(rows), len(NAMES)), np.float32)
    if not len(rows):
        return result
    found = presence(index, terms, rows, named)
    share, meant = found.share, found.share @ found.meant
    cos_passage = index.body.cosines(query, rows)
    headings = index.headings.of_row[rows].astype(np.int64)
    cos_heading = index.headings.vectors.cosines(query, headings)
    matches = WordMatches.of(found, terms.kinds, terms.related.rows)

    columns = {
        "coverage": share @ found.stands,
        "heading_coverage": share @ found.in_headings,
        "heading_precision": found.of_headings,
        "meant_coverage": meant,
        "related": share @ found.made_up_for,
        "gram_coverage": index.grams.coverage(terms.grams, rows),
        "lead_coverage": share @ found.among_first,
        "cos": np.maximum(cos_passage, cos_heading),
        "cos_heading": cos_heading,
        "cos_uncovered": cos_passage * (1 - meant),
        "brevity": _brevity(found.lengths, index.forward.mean_length) * index.alone[rows],
        "named": found.scope @ found.there / max(float(found.scope.sum()), 1e-6),
        "number": _gives_number(index, terms.number, rows),
        "matched": networks.matched.logits(matches),
        "answerable": networks.answerable.logits(matches),
    }
    for number, name in enumerate(NAMES):
        result[:, number] = columns[name]
    return result


def _gives_number(
    index: Index, number: re.Pattern[str] | None, rows: NDArray[np.int64]
) -> NDArray[np.bool_]:
    if number is None:
        return np.ones(len(rows), bool)
    # Texts are fetched for such questions alone: it takes longer than all else here.
    return np.array([gives(number, text) for text in index.store.texts(rows.tolist())], bool)


def _brevity(lengths: NDArray[np.int64], mean: float) -> NDArray[np.float32]:
    """Return how much shorter than the mean bodies are, in logarithms; 0 for longer ones."""
    relative = np.log((mean + _SMOOTHING) / (lengths + _SMOOTHING))
    return np.maximum(relative, 0).astype(np.float32)
