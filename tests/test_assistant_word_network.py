"""How words tell of a passage: numbers worked out by hand on networks made by hand."""

from math import exp, log

import numpy as np
import pytest
from safetensors.numpy import save_file

from assistant.search.presence import Presence
from assistant.search.word_network import (
    ANSWERABLE,
    KIND_COLUMNS,
    MATCH_COLUMNS,
    MATCHED,
    WORD_COLUMNS,
    Layers,
    WordMatches,
    WordNetwork,
    match_columns,
    word_columns,
    word_kinds,
)

NOUN, VERB, OTHER = 0, 1, 8


def presence(in_body, *, share, scope=(0, 0), in_headings=None, meant=None, nearest=None):
    """Two words in some passages."""
    body = np.array(in_body, bool)
    none = np.zeros(body.shape, np.float32)
    return Presence(
        words=("補助", "電話"),
        share=np.array(share, np.float32),
        scope=np.array(scope, np.float32),
        there=body,
        in_body=body,
        in_headings=none.astype(bool) if in_headings is None else np.array(in_headings, bool),
        among_first=body,
        stands=none,
        meant=none if meant is None else np.array(meant, np.float32),
        nearest=np.zeros((3, *body.shape), np.float32) if nearest is None else np.array(nearest),
        made_up_for=none,
        of_headings=none[0],
        lengths=np.full(body.shape[1], 9),
    )


@pytest.mark.parametrize(
    ("question", "own", "expected"),
    [
        # 補助 / の / 電話 / 番号 / は: five words, of which 補助 is the first and 番号 the fourth.
        ("補助の電話番号は", ("補助", "番号"), [(NOUN, -5 / 20), (NOUN, -2 / 20)]),
        ("店を借りる", ("借りる",), [(VERB, -1 / 20)]),
        ("店、店", ("店",), [(NOUN, -1 / 20)]),  # its last place
        ("100万円", ("¥1000000",), [(OTHER, 0)]),  # a term made of several words
        ("店" + "を借りる" * 12, ("店",), [(NOUN, -1)]),  # no further than twenty words
        ("店", (), []),
    ],
)
def test_kinds(question, own, expected):
    kinds = word_kinds(question, own)
    assert (kinds.dtype, kinds.shape) == (np.float32, (len(own), KIND_COLUMNS))
    told = [(line[:-1].nonzero()[0].tolist(), line[-1]) for line in kinds]
    assert told == [([pos], pytest.approx(place)) for pos, place in expected]


def test_columns():
    found = presence(
        [[1, 0], [0, 0]],
        share=(0.75, 0.25),
        scope=(0, 2),
        in_headings=[[0, 1], [0, 0]],
        meant=[[1, 0.5], [0, 0]],
        nearest=[[[0.9, 0], [0.6, 0]], [[0.8, 0], [0, 0]], [[0.7, 0], [0, 0]]],
    )
    kinds = np.full((2, KIND_COLUMNS), 7, np.float32)
    # shares, ln(1 + 2 * share), whether they name the scope, then the kinds
    assert word_columns(found, kinds) == pytest.approx(
        np.array([[0.75, log(2.5), 0, *[7] * 10], [0.25, log(1.5), 1, *[7] * 10]])
    )
    assert match_columns(found) == pytest.approx(
        np.array(
            [
                [[1, 0, 1, 1, 0.9, 0.8, 0.7], [0, 1, 0, 0.5, 0, 0, 0]],
                [[0, 0, 0, 0, 0.6, 0, 0], [0] * 7],
            ]
        )
    )


def layers(inputs, weights, bias, out_bias):
    """Two units: the first adds up some inputs, the second is always below 0."""
    hidden = np.zeros((inputs, 2), np.float32)
    for place, weight in weights.items():
        hidden[place, 0] = weight
    return Layers(
        hidden,
        np.array([bias, -1], np.float32),
        np.array([2, 5], np.float32),
        np.array(out_bias, np.float32),
    )


# A word matters by what is known of it; it tells 2 * (in the body + 1) - 3.
KNOWN = MATCH_COLUMNS + WORD_COLUMNS
NETWORK = WordNetwork(
    np.array([[1.0], [-1.0]], np.float32),
    layers(WORD_COLUMNS + 1, {WORD_COLUMNS: 1.0}, 0.0, 0.0),
    layers(KNOWN + 1, {0: 1.0}, 1.0, -3.0),
)


def softplus(x):
    return log(1 + exp(x))


@pytest.mark.parametrize(
    ("rows", "matter"),
    [
        ((0, 0), (softplus(2), softplus(2))),
        ((0, 1), (softplus(2), softplus(0))),  # what is below 0 is cut off
        ((1, -1), (softplus(0), softplus(0))),  # of an unknown word nothing is known
    ],
)
def test_the_logit_is_a_mean_over_words(rows, matter):
    found = presence([[1, 0, 1], [0, 0, 1]], share=(0.5, 0.5))
    kinds = np.zeros((2, KIND_COLUMNS), np.float32)
    first, second = matter
    expected = [  # a word that is there tells 1, one that is not -1
        (here * first + there * second) / (first + second + 0.1)
        for here, there in ((1, -1), (-1, -1), (1, 1))
    ]
    logits = NETWORK.logits(WordMatches.of(found, kinds, np.array(rows)))
    assert (logits.dtype, logits.tolist()) == (np.float32, pytest.approx(expected))


def test_without_words_nothing_is_told():
    found = presence([[1, 0, 1], [0, 0, 1]], share=(0.5, 0.5))
    logits = NETWORK.logits(
        WordMatches.of(found, np.empty((0, KIND_COLUMNS), np.float32), np.empty(0, np.int64))
    )
    assert (logits.dtype, logits.tolist()) == (np.float32, [0, 0, 0])


def test_a_network_is_read_as_it_was_written(tmp_path):
    tensors = {"words": np.array([[127, -127], [0, 1]], np.int8)}
    for part, inputs in (("attention", WORD_COLUMNS + 2), ("told", KNOWN + 2)):
        for name, value in zip(
            Layers.__slots__,
            (np.ones((inputs, 3)), np.ones(3), np.ones(3), np.ones(())),
            strict=True,
        ):
            tensors[f"{part}.{name}"] = value.astype(np.float32)
    save_file(tensors, tmp_path / "network.safetensors")
    network = WordNetwork.load(tmp_path / "network.safetensors")
    assert network.known == pytest.approx(np.array([[1, -1], [0, 1 / 127]]))
    assert network.known.dtype == np.float32
    assert network.told.hidden.tolist() == [[1.0] * 3] * (KNOWN + 2)
    assert (network.attention.out_bias.shape, float(network.attention.out_bias)) == ((), 1.0)


@pytest.mark.parametrize("file", [MATCHED, ANSWERABLE])
def test_the_bundled_networks_fit_the_bundled_model(file):
    from index.embed import BUNDLED_MODEL
    from index.static_model import StaticModel

    network, model = WordNetwork.load(file), StaticModel.load(BUNDLED_MODEL)
    known = network.known.shape[1]
    assert len(network.known) == len(model.rows)
    assert network.attention.hidden.shape[0] == WORD_COLUMNS + known
    assert network.told.hidden.shape[0] == KNOWN + known
