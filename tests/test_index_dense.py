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


def recall(index, many, allowed=None, k=10):
    """Which share of the exact best ten is among the `k` rows that are found."""
    vectors = rounded(many[0])
    met = 0
    for query in many[1]:
        rows = index.nearest(query, k, allowed)
        assert len(set(rows.tolist())) == len(rows) <= k
        met += len(set(rows.tolist()) & set(best_ten(vectors, query, allowed)))
    return met / (10 * len(many[1]))


NEAREST = [
    # query, k, rows; cosines with the first axis 1, 1/2, 0, -1/2, 1/2 and -1
    ([1, 0, 0, 0], 1, [0]),
    ([1, 0, 0, 0], 3, [0, 1, 4]),
    ([1, 0, 0, 0], 5, [0, 1, 2, 3, 4]),
    ([1, 0, 0, 0], 6, [0, 1, 2, 3, 4, 5]),
    ([0.5, 0.5, 0.5, 0.5], 4, [0, 1, 2, 4]),
    ([0, 0, 0, 1], 3, [1, 3, 4]),
]


@pytest.mark.parametrize(("query", "k", "rows"), NEAREST)
def test_nearest(small, query, k, rows):
    found = small.nearest(np.array(query, np.float32), k)
    assert found.dtype == np.int64
    assert sorted(found.tolist()) == rows


MASKS = [
    ([True, False, True, False, False, True], 2, [0, 2]),
    ([True, False, True, False, False, True], 10, [0, 2, 5]),
    ([False] * 6, 10, []),
    ([True] * 6, 3, [0, 1, 4]),
    ([False, False, False, False, True, False], 10, [4]),
]


@pytest.mark.parametrize(("allowed", "k", "rows"), MASKS)
def test_only_allowed_rows_are_found(small, allowed, k, rows):
    found = small.nearest(np.array([1, 0, 0, 0], np.float32), k, np.array(allowed))
    assert (found.dtype, sorted(found.tolist())) == (np.int64, rows)


def test_a_zero_vector_finds_nothing(small):
    rows = small.nearest(np.zeros(4, np.float32), 3)
    assert (rows.dtype, rows.tolist()) == (np.int64, [])


@pytest.mark.parametrize(("k", "found"), [(-1, 0), (0, 0), (6, 6), (7, 6), (10**9, 6)])
def test_any_number_of_rows_may_be_wanted(small, k, found):
    rows = small.nearest(np.array([1, 0, 0, 0], np.float32), k)
    assert sorted(rows.tolist()) == list(range(found))


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
    assert recall(VectorIndex(tmp_path / "flat"), many) == 1.0


def test_cosines_are_those_of_the_vectors_kept_not_of_the_rounded_ones(grouped, many):
    vectors, rows = rounded(many[0]), np.arange(0, 3_000, 7)
    for query in many[1][:10]:
        # float32 sums of 32 products against float64
        expected = vectors[rows].astype(np.float64) @ query
        assert grouped.cosines(query, rows) == pytest.approx(expected, abs=1e-6)


def test_equal_vectors_have_equal_cosines_whatever_their_rows(tmp_path):
    # Policies repeat clauses. BLAS adds up rows of a matrix in different orders: of 11 equal
    # vectors of 256 components some had another last bit.
    base = clustered(3, dim=256, topics=3)
    write_vectors(tmp_path / "equal", base[[0, 1, 1, 2, 1, 1, 0, 1, 1, 1, 1]], DenseOptions())
    index = VectorIndex(tmp_path / "equal")
    for query in clustered(9, dim=256):
        for rows in (np.arange(11), np.array([10, 9, 3, 1, 0])):
            equal = np.isin(rows, [1, 2, 4, 5, 7, 8, 9, 10])
            assert len(set(index.cosines(query, rows)[equal].tolist())) == 1


def test_above_the_limit_nearly_all_of_the_best_are_found(grouped, many):
    assert recall(grouped, many) >= 0.95
    # Among twice as many. Measured: .996 with these vectors, 48 of 219 groups read.
    assert recall(grouped, many, k=20) >= 0.98


@pytest.mark.parametrize("every", [7, 150])
def test_a_narrow_filter_is_exact_even_far_from_the_question(grouped, many, every):
    # Rows of one topic, which most of the questions are far from: their groups are not read.
    allowed = np.arange(3_000) % every == 5
    assert recall(grouped, many, allowed, k=20) == 1.0


def test_a_wide_filter_is_applied_by_faiss(grouped, many):
    allowed = np.arange(3_000) % 4 != 1
    gc.collect()
    for query in many[1]:
        assert allowed[grouped.nearest(query, 10, allowed)].all()
    # Measured: .998.
    assert recall(grouped, many, allowed, k=20) >= 0.97


def test_a_wide_filter_on_a_flat_index_is_exact(tmp_path, many):
    write_vectors(tmp_path / "flat", many[0], DenseOptions())
    allowed = np.arange(3_000) % 4 != 1
    assert recall(VectorIndex(tmp_path / "flat"), many, allowed) == 1.0


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
    rows = index.nearest(vectors[0], 10)
    expected = rounded(vectors)[rows].astype(np.float64) @ vectors[0]
    assert index.cosines(vectors[0], rows) == pytest.approx(expected, abs=1e-6)
    assert index.vectors(rows).shape == (10, dim)
