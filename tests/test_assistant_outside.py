"""What is within the scope of a question holds against what lies outside, or does not."""

import pytest

from assistant.search.outside import holds


@pytest.mark.parametrize(
    ("inside", "outside", "reason", "of_edition", "expected"),
    [
        (0.5, 0.8, "other_year", False, True),  # odds of 4 against 1
        (0.5, 0.84, "other_year", False, False),  # 5.25
        (0.75, 0.9375, "other_place", False, True),  # 15 against 3: five times to the point
        (0.5, 0.8, "other_edition", False, False),
        (0.5, 0.5, "other_edition", False, True),
        (0.6, 0.61, "other_edition", False, False),
        # A paper on the edition asked for.
        (0.5, 0.8, "other_edition", True, True),
        (0.5, 0.84, "other_edition", True, False),
        (1.0, 1.0, "other_year", False, True),
        (0.0, 0.1, "other_year", False, False),
    ],
)
def test_holds(inside, outside, reason, of_edition, expected):
    assert holds(inside, outside, reason, of_edition=of_edition) is expected
