"""The second look: a cross-encoder's order, models that are refused; a tiny one is made here."""

import json
import math
import pickle
import shutil
import socket
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import cli
from assistant.records import Hit
from assistant.search.ranker import Ranker
from assistant.search.rerank import DEPTH, CrossEncoderReranker, Reranker, load_reranker, reranked
from assistant.search.retrieve import RetrieveOptions
from assistant.service import open_service
from assistant.settings import Settings
from corpus.document import Passage
from index.embed import ModelError
from tests.cli_corpus import write_corpus

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "店", "承", "継"]
QUESTION = "補助"


class Counting:
    """Scores a text by how often a word stands in it, and remembers what it was asked."""

    name = "counting"

    def __init__(self, word):
        self.word = word
        self.asked = []

    def scores(self, question, texts):
        self.asked.append((question, list(texts)))
        return np.array([text.count(self.word) for text in texts], np.float32)


def save(folder, model):
    model.save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(WORDS) + "\n", encoding="utf-8")
    return folder


def config(**options):
    from transformers import BertConfig

    sizes = {"num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 8}
    return BertConfig(vocab_size=8, hidden_size=8, max_position_embeddings=64, **sizes, **options)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A BERT of one layer with random weights and one score, in a folder."""
    import torch
    from transformers import BertForSequenceClassification

    torch.manual_seed(1)
    model = BertForSequenceClassification(config(num_labels=1))
    return save(tmp_path_factory.mktemp("models") / "cross", model)


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("a test reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)


def hit(text, score, *, headings=(), table_header=None):
    passage = Passage("d", 0, len(text), text, headings=headings, table_header=table_header)
    return Hit(passage, "題", None, score)


def test_hits_are_put_in_the_rerankers_order_and_keep_their_scores():
    hits = [hit("店", 0.9), hit("", 0.8), hit("店店", 0.7), hit("店", 0.6)]
    found = reranked(Counting("店"), QUESTION, hits)
    assert found == (hits[2], hits[0], hits[3], hits[1])
    assert reranked(Counting("店"), QUESTION, []) == ()


def test_a_passage_is_read_below_its_headings():
    counting = Counting("店")
    reranked(
        counting,
        QUESTION,
        [hit("甲", 1, headings=("章", "節"), table_header="| 名 |"), hit("乙", 0)],
    )
    assert counting.asked == [("補助", ["題 › 章 › 節\n| 名 |\n甲", "題\n乙"])]


def test_the_cross_encoder_scores_pairs_as_transformers_does(tiny, no_network):
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(tiny)
    model = AutoModelForSequenceClassification.from_pretrained(tiny).eval()
    texts = ["店", "承継", "店" * 100]  # the last is cut where the model ends
    pairs = [
        tokenizer("店", text, truncation=True, max_length=64, return_tensors="pt") for text in texts
    ]
    with torch.no_grad():
        logits = [float(model(**pair).logits) for pair in pairs]
    reranker: Reranker = CrossEncoderReranker(str(tiny))
    scores = reranker.scores("店", texts)
    assert (reranker.name, scores.dtype, scores.shape) == (str(tiny), np.float32, (3,))
    assert scores == pytest.approx([1 / (1 + math.exp(-logit)) for logit in logits], abs=1e-5)
    assert reranker.scores("店", []).shape == (0,)


def test_no_name_is_no_reranker():
    assert load_reranker(None) is None


def without_a_head(folder):
    from transformers import BertModel

    shutil.rmtree(folder)
    save(folder, BertModel(config()))


def with_three_scores(folder):
    from transformers import BertForSequenceClassification

    shutil.rmtree(folder)
    save(folder, BertForSequenceClassification(config(num_labels=3)))


class _Payload:
    """Makes a folder when it is unpickled."""

    def __init__(self, target):
        self.target = target

    def __reduce__(self):
        return (Path.mkdir, (self.target,))


def pickled(folder):
    (folder / "model.safetensors").unlink()
    with (folder / "pytorch_model.bin").open("wb") as file:
        pickle.dump(_Payload(folder / "ran"), file)


def with_code_of_its_own(folder):
    settings = json.loads((folder / "config.json").read_text("utf-8"))
    settings |= {"model_type": "mine", "auto_map": {"AutoConfig": "my_code.Mine"}}
    (folder / "config.json").write_text(json.dumps(settings), "utf-8")
    code = f"import os\nos.mkdir({str(folder / 'ran')!r})\nclass Mine: pass\n"
    (folder / "my_code.py").write_text(code, "utf-8")


@pytest.mark.parametrize(
    "damage", [without_a_head, with_three_scores, pickled, with_code_of_its_own]
)
def test_a_model_that_cannot_be_trusted_or_used_is_refused_in_a_line(
    tiny, tmp_path, no_network, damage
):
    folder = Path(shutil.copytree(tiny, tmp_path / "model"))
    damage(folder)
    with pytest.raises(ModelError) as caught:
        load_reranker(str(folder))
    assert str(caught.value).startswith(f"Model {folder} cannot be loaded: ")
    assert "\n" not in str(caught.value)
    assert not (folder / "ran").exists()


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reranked")
    assert cli.main(["build", str(write_corpus(folder / "papers")), "--index", f"{folder}/ix"]) == 0
    return folder / "ix"


def test_the_service_looks_again_below_what_it_returns(index):
    plain = open_service(index).search("改装費の補助", k=3).hits
    assert plain[0].passage.doc_id == "akimise.md"
    (heirs,) = (found for found in plain if found.passage.doc_id == "atotsugi.md")
    counting = Counting("後継者")
    service = open_service(index, reranker=counting)
    assert service.search("改装費の補助", k=1).hits == (heirs,)
    assert service.ask("改装費の補助", k=1).hits[0].passage == heirs.passage
    assert [(question, len(texts)) for question, texts in counting.asked] == [
        ("改装費の補助", 3),
        ("改装費の補助", 3),
    ]
    assert service.search("改装費の補助", k=0).hits == ()


@pytest.mark.parametrize(("threshold", "declined"), [(0.0, False), (1.1, True)])
def test_the_ranker_alone_decides_declining(index, threshold, declined):
    ranker = replace(Ranker.load(), threshold=threshold)
    service = open_service(index, ranker=ranker, reranker=Counting("後継者"))
    found = service.search("改装費の補助", k=1)
    assert (found.reason is not None) == declined
    assert found.hits[0].passage.doc_id == "atotsugi.md"


def test_what_lies_deeper_keeps_its_order(tmp_path):
    papers = tmp_path / "papers"
    papers.mkdir()
    for number in range(DEPTH + 2):
        text = f"# 第{number}号\n\n店を開く人に第{number}号の補助を出します。" + "店" * number
        (papers / f"{number:02}.md").write_text(text, encoding="utf-8")
    assert cli.main(["build", str(papers), "--index", f"{tmp_path}/ix"]) == 0
    deep = Settings(retrieve=RetrieveOptions(lexical=99))
    plain = open_service(tmp_path / "ix", settings=deep).search("店の補助", k=99).hits
    assert len(plain) == DEPTH + 2
    service = open_service(tmp_path / "ix", settings=deep, reranker=Counting("店"))
    found = service.search("店の補助", k=99).hits
    assert found[DEPTH:] == plain[DEPTH:]
    assert set(found[:DEPTH]) == set(plain[:DEPTH])
    counts = [hit.passage.text.count("店") for hit in found[:DEPTH]]
    assert counts == sorted(counts, reverse=True)


def test_the_command_line_takes_a_reranker(index, tiny, capsys, no_network):
    hits = open_service(index).search("改装費の補助", k=3).hits
    expected = reranked(CrossEncoderReranker(str(tiny)), "改装費の補助", hits)
    words = ["ask", "改装費の補助", "--index", str(index), "--json", "--reranker", str(tiny)]
    assert cli.main(words) == 0
    found = json.loads(capsys.readouterr().out)["hits"]
    assert [hit["passage_id"] for hit in found] == [hit.passage.passage_id for hit in expected]
