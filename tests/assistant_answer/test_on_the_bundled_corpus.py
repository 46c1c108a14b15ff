"""Every quote stands in its document."""

from datetime import date
from pathlib import Path

import pytest

from assistant.quoting.options import AnswerOptions
from assistant.service import open_service
from corpus.language.clean import search_text
from eval.questions import BUNDLED, load_questions
from index.build import build
from index.embed import StaticEmbedder

TODAY = date(2026, 11, 21)
OPTIONS = AnswerOptions()


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    """A service over the bundled documents."""
    folder = tmp_path_factory.mktemp("bundled")
    build([Path(BUNDLED)], folder, embedder=StaticEmbedder(), today=TODAY)
    return open_service(folder, today=TODAY)


def test_every_quote_stands_in_its_document(bundled):
    answerable = [question.text for question in load_questions() if question.places]
    answered = 0
    for question in answerable[:: len(answerable) // 30]:
        answer = bundled.ask(question)
        assert bool(answer.quotes) == (answer.reason is None)
        answered += bool(answer.quotes)
        for found in answer.quotes:
            passage = answer.hits[found.citation - 1].passage
            assert bundled.document(passage.doc_id).text[found.start : found.end] == found.text
            assert passage.start <= found.start < found.end <= passage.end
            assert found.text == found.text.strip()
            assert not found.text.startswith(("#", "- ", "出典"))
            assert search_text(found.text) not in passage.headings
        for cited in answer.hits:
            ends = [0, *(edge for span in cited.highlights for edge in span)]
            assert ends == sorted(ends)
            assert ends[-1] <= len(cited.passage.text)
            assert all(start < end for start, end in cited.highlights)
    assert answered >= 25
