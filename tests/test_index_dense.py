"""Cosines against numpy; grouped vectors against an exact search; masks and edges."""

import gc

import faiss
import numpy as np
import pytest

from index.dense import DenseOptions, VectorIndex, write_vectors

GROUPED = DenseOptions(flat_up_to=100)

# Unit vectors with components of quarters and halves: exact in 16 bits.
SMALL = np.array(
    [
        [1, 0, 0, 0],
        [0.5, 0.5, 0.5, 0.5],
        [0, 1, 0, 0],
        [-0.5, 0.5, -0.5, 0.5],
        [0.5, 0.5, 0.5, 0.5],
        [-1, 0, 0, 0],
    ],
    np.float32,
)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small") / "vectors"
    write_vectors(folder, SMALL, DenseOptions())
    return VectorIndex(folder)


def clustered(count, dim=32, topics=150, spread=0.6, seed=20_161_121):
    """Unit vectors around some topics, as those of passages are: float32, shape (count, dim)."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(topics, dim))
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    vectors = centres[np.arange(count) % topics] + spread * rng.normal(size=(count, dim)) / dim**0.5
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def many():
    """3,000 vectors and 100 more of the same topics to ask for."""
    vectors = clustered(3_100)
    return vectors[:3_000], vectors[3_000:]


@pytest.fixture(scope="module")
def grouped(tmp_path_factory, many):
    folder = tmp_path_factory.mktemp("grouped") / "vectors"
    write_vectors(folder, many[0], GROUPED)
    return VectorIndex(folder)


def rounded(vectors):
    return vectors.astype(np.float16).astype(np.float32)


def best_ten(vectors, query, allowed=None):
    """What numpy finds: the rows of the ten highest cosines, ties by row."""
    cosines = vectors.astype(np.float64) @ query
    if allowed is not None:
        cosines[~allowed] = -np.inf
    return np.argsort(-cosines, kind="stable")[:10].tolist()


def recall_at_ten(index, many, allowed=None):
    vectors = rounded(many[0])
    met = 0
    for query in many[1]:
        rows, _ = index.search(query, 10, allowed)
        met += len(set(rows.tolist()) & set(best_ten(vectors, query, allowed)))
    return met / (10 * len(many[1]))


SEARCHES = [
    # query, k, rows, cosines
    ([1, 0, 0, 0], 6, [0, 1, 4, 2, 3, 5], [1, 0.5, 0.5, 0, -0.5, -1]),
    ([1, 0, 0, 0], 2, [0, 1], [1, 0.5]),
    ([0.5, 0.5, 0.5, 0.5], 4, [1, 4, 0, 2], [1, 1, 0.5, 0.5]),
    ([0, 0, 0, 1], 2, [1, 3], [0.5, 0.5]),
]


@pytest.mark.parametrize(("query", "k", "rows", "cosines"), SEARCHES)
def test_search(small, query, k, rows, cosines):
    found, scores = small.search(np.array(query, np.float32), k)
    assert (found.dtype, scores.dtype) == (np.int64, np.float32)
    assert found.tolist() == rows
    assert scores.tolist() == cosines


MASKS = [
    ([True, False, True, False, False, True], [0, 2, 5], [1, 0, -1]),
    ([False] * 6, [], []),
    ([True] * 6, [0, 1, 4, 2, 3, 5], [1, 0.5, 0.5, 0, -0.5, -1]),
    ([False, False, False, False, True, False], [4], [0.5]),
]


@pytest.mark.parametrize(("allowed", "rows", "cosines"), MASKS)
def test_only_allowed_rows_are_found(small, allowed, rows, cosines):
    query = np.array([1, 0, 0, 0], np.float32)
    found, scores = small.search(query, 10, np.array(allowed))
    assert found.tolist() == rows
    assert scores.tolist() == cosines


def test_a_zero_vector_finds_nothing(small):
    rows, scores = small.search(np.zeros(4, np.float32), 3)
    assert (rows.dtype, scores.dtype) == (np.int64, np.float32)
    assert (rows.tolist(), scores.tolist()) == ([], [])


@pytest.mark.parametrize("k", [6, 7, 1_000])
def test_k_above_the_number_of_vectors_is_clipped(small, k):
    rows, _ = small.search(np.array([1, 0, 0, 0], np.float32), k)
    assert rows.tolist() == [0, 1, 4, 2, 3, 5]


@pytest.mark.parametrize("k", [0, -1])
def test_no_rows_are_wanted(small, k):
    rows, _ = small.search(np.array([1, 0, 0, 0], np.float32), k)
    assert rows.tolist() == []


def test_length_cosines_and_vectors(small):
    assert len(small) == 6
    rows = np.array([5, 1], np.int64)
    assert small.cosines(np.array([1, 0, 0, 0], np.float32), rows).tolist() == [-1, 0.5]
    assert small.vectors(rows).tolist() == [[-1, 0, 0, 0], [0.5, 0.5, 0.5, 0.5]]
    assert small.vectors(rows).dtype == np.float32
    none = np.empty(0, np.int64)
    assert small.vectors(none).shape == (0, 4)
    assert small.cosines(np.array([1, 0, 0, 0], np.float32), none).shape == (0,)


def test_up_to_the_limit_the_search_is_exact(tmp_path, many):
    write_vectors(tmp_path / "flat", many[0], DenseOptions(flat_up_to=3_000))
    index = VectorIndex(tmp_path / "flat")
    vectors = rounded(many[0])
    for query in many[1]:
        rows, scores = index.search(query, 10)
        assert rows.tolist() == best_ten(vectors, query)
        # float32 sums of 32 products against float64
        assert scores == pytest.approx(vectors[rows].astype(np.float64) @ query, abs=1e-6)


def test_equal_vectors_tie_whatever_their_rows(tmp_path):
    # Policies repeat clauses. BLAS adds up rows of a matrix in different orders: of 11 equal
    # vectors of 256 components some had another last bit.
    base = clustered(3, dim=256, topics=3)
    write_vectors(tmp_path / "equal", base[[0, 1, 1, 2, 1, 1, 0, 1, 1, 1, 1]], DenseOptions())
    index = VectorIndex(tmp_path / "equal")
    for k in range(1, 9):
        rows, scores = index.search(clustered(9, dim=256)[8], k, None)
        assert len(set(scores[np.isin(rows, [1, 2, 4, 5, 7, 8, 9, 10])].tolist())) <= 1
        ones = rows[np.isin(rows, [1, 2, 4, 5, 7, 8, 9, 10])].tolist()
        assert ones == [1, 2, 4, 5, 7, 8, 9, 10][: len(ones)]


def test_above_the_limit_nearly_all_of_the_best_are_found(grouped, many):
    # Measured: .996 with these vectors, 48 of 219 groups read.
    assert recall_at_ten(grouped, many) >= 0.98


def test_rounded_vectors_alone_find_nearly_as_many(grouped, many):
    vectors = rounded(many[0])
    found = [set(grouped.nearest(query, 10).tolist()) for query in many[1]]
    met = sum(
        len(rows & set(best_ten(vectors, query)))
        for rows, query in zip(found, many[1], strict=True)
    )
    assert met / (10 * len(found)) >= 0.95


def test_the_nearest_of_few_are_exact(small):
    query = np.array([1, 0, 0, 0], np.float32)
    assert sorted(small.nearest(query, 2).tolist()) == [0, 1]  # 1 and 4 tie: FAISS has the first
    allowed = np.array([False, True, False, True, False, True])
    assert sorted(small.nearest(query, 2, allowed).tolist()) == [1, 3]
    assert small.nearest(np.zeros(4, np.float32), 2).tolist() == []
    assert small.nearest(query, 2, np.zeros(6, bool)).tolist() == []


def test_what_is_found_among_groups_has_its_exact_cosine(grouped, many):
    vectors = rounded(many[0])
    for query in many[1][:10]:
        rows, scores = grouped.search(query, 10)
        assert scores == pytest.approx(vectors[rows].astype(np.float64) @ query, abs=1e-6)
        assert (np.diff(scores) <= 0).all()


@pytest.mark.parametrize("every", [7, 150])
def test_a_narrow_filter_is_exact_even_far_from_the_question(grouped, many, every):
    # Rows of one topic, which most of the questions are far from: their groups are not read.
    allowed = np.arange(3_000) % every == 5
    assert recall_at_ten(grouped, many, allowed) == 1.0


def test_a_wide_filter_is_applied_by_faiss(grouped, many):
    allowed = np.arange(3_000) % 4 != 1
    gc.collect()
    for query in many[1]:
        rows, _ = grouped.search(query, 10, allowed)
        assert allowed[rows].all()
    # Measured: .998.
    assert recall_at_ten(grouped, many, allowed) >= 0.97


def test_a_wide_filter_on_a_flat_index_is_exact(tmp_path, many):
    write_vectors(tmp_path / "flat", many[0], DenseOptions())
    allowed = np.arange(3_000) % 4 != 1
    assert recall_at_ten(VectorIndex(tmp_path / "flat"), many, allowed) == 1.0


def test_two_builds_of_the_same_vectors_are_equal(grouped, many, tmp_path):
    for name, options in (("flat", DenseOptions()), ("grouped", GROUPED)):
        write_vectors(tmp_path / name / "1", many[0], options)
        write_vectors(tmp_path / name / "2", many[0], options)
        for file in ("vectors.npy", "faiss.index"):
            first, second = (tmp_path / name / number / file for number in "12")
            assert first.read_bytes() == second.read_bytes()


def test_vectors_that_were_kept_make_the_same_index_again(many, tmp_path):
    write_vectors(tmp_path / "1", many[0], GROUPED)
    kept = VectorIndex(tmp_path / "1").vectors(np.arange(3_000))
    write_vectors(tmp_path / "2", kept, GROUPED)
    for file in ("vectors.npy", "faiss.index"):
        assert (tmp_path / "1" / file).read_bytes() == (tmp_path / "2" / file).read_bytes()


def test_the_limit_decides_the_kind_of_index(tmp_path, many):
    write_vectors(tmp_path / "flat", many[0][:100], GROUPED)
    write_vectors(tmp_path / "grouped", many[0][:101], GROUPED)
    assert isinstance(faiss.read_index(str(tmp_path / "flat" / "faiss.index")), faiss.IndexFlat)
    grouped = faiss.read_index(str(tmp_path / "grouped" / "faiss.index"))
    # 4 * root of 101 = 40.2 groups
    assert (type(grouped), grouped.nlist) == (faiss.IndexIVFScalarQuantizer, 40)


@pytest.mark.parametrize(("dim", "kept"), [(1, 16), (16, 16), (17, 32), (300, 304)])
def test_vectors_of_any_length_are_read_in_wide_steps(tmp_path, dim, kept):
    # FAISS reads components one by one where their number is no multiple of 16: five times slower.
    vectors = clustered(101, dim=dim)
    write_vectors(tmp_path / "vectors", vectors, GROUPED)
    assert faiss.read_index(str(tmp_path / "vectors" / "faiss.index")).d == kept
    index = VectorIndex(tmp_path / "vectors")
    rows, scores = index.search(vectors[0], 10)
    assert scores == pytest.approx(rounded(vectors)[rows].astype(np.float64) @ vectors[0], abs=1e-6)
    assert index.vectors(rows).shape == (10, dim)
