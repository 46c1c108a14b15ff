"""What an index holds, for those who want to know it before they ask."""

from __future__ import annotations

from assistant.finder import Served
from assistant.records import About, DocumentSummary


def all_held(served: Served) -> About:
    """Return the documents of an index, and the places, years and themes that are in them."""
    manifest = served.index.manifest
    documents = tuple(
        DocumentSummary(
            document.doc_id,
            document.title,
            document.publisher,
            document.published.isoformat() if document.published else None,
            passages,
        )
        for document, passages in served.index.store.summaries()
    )
    return About(
        generation=manifest.generation,
        built=manifest.built,
        model=manifest.model,
        passages=manifest.passages,
        documents=documents,
        municipalities=served.facets.municipalities(),
        fiscal_years=served.facets.fiscal_years(),
        themes=served.facets.themes(),
    )
