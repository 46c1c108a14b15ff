"""What is nearest to a question in an index of our own texts."""

import numpy as np
import pytest

from eval.everyday_index import everyday_index
from eval.judged import everyday_document

TEXTS = {
    "shops": "空き店舗を借りて商売を始める方に、家賃の半額を補助します。",
    "fairs": "展示会に出展する企業に、出展料と運搬費の一部を助成します。",
    "loans": "運転資金の融資を受ける方に、信用保証料を助成します。",
}


@pytest.fixture(scope="module")
def index():
    rows = [{"id": name, "title": name, "text": text} for name, text in TEXTS.items()]
    with everyday_index([everyday_document(row) for row in rows]) as found:
        yield found


def names(index, rows):
    return [index.passages[row].doc_id for row in rows]


@pytest.mark.parametrize(
    ("first", "among", "most", "expected"),
    [
        ([], None, 1, ["fairs"]),
        (["loans"], None, 2, ["loans", "fairs"]),  # wanted first, however far it is
        (["loans"], ["loans", "shops"], 3, ["loans", "shops"]),
        ([], ["shops"], 1, ["shops"]),
        (["loans", "fairs"], None, 1, ["fairs"]),
    ],
)
def test_nearest_behind_those_that_are_wanted(index, first, among, most, expected):
    wanted = np.array([index.rows[name][0] for name in first], np.int64)
    within = None if among is None else np.concatenate([index.rows[name] for name in among])
    found = index.nearest("展示会の出展料の助成", wanted, within, most)
    assert names(index, found.rows) == expected
    assert found.matches.matches.shape[1] == len(expected)


def test_what_matches_is_told_of_each_passage_in_the_same_order(index):
    found = index.nearest("展示会", index.rows["loans"], None, 2)
    in_body = found.matches.matches[:, :, 0]
    assert in_body.tolist() == [[0.0, 1.0], [0.0, 1.0]]  # 展示 and 会
