import pytest

from eval.bootstrap import Figure, mean_with_interval, randomisation_p


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0.5], Figure(1, 0.5, 0.5, 0.5)),
        ([1.0] * 30, Figure(30, 1.0, 1.0, 1.0)),
        # Mean 0 or 1 with probability 1/4 each, so both ends lie beyond 2.5 %.
        ([0.0, 1.0], Figure(2, 0.5, 0.0, 1.0)),
        # Mean 1 has probability 1/256, mean .75 or more 13/256 = 5.1 %: the upper end is .75.
        ([0.0, 0.0, 0.0, 1.0], Figure(4, 0.25, 0.0, 0.75)),
    ],
)
def test_interval_by_hand(values, expected):
    assert mean_with_interval(values) == expected


def test_interval_of_many_values_is_that_of_the_binomial_distribution():
    # 200 of 400: P(B(400, 1/2) <= 180) = .0257, so 2.5 % lies at 180 of 400, a step is .0025.
    figure = mean_with_interval([0.0, 1.0] * 200)
    assert (figure.low, figure.high) == pytest.approx((0.45, 0.55), abs=0.0026)


@pytest.mark.parametrize(
    ("first", "second", "p"),
    [
        ([1, 1, 1], [0, 0, 0], 2 / 8),  # only all kept or all swapped reach 3
        ([2, 1], [0, 0], 2 / 4),
        ([1, 0], [0, 1], 1.0),
        ([0.3, 0.3], [0.3, 0.3], 1.0),
        ([1] * 10, [0] * 10, 2 / 1024),
        # Four better, one worse: |sum| >= 3 for 0, 1, 4 or 5 swaps: (1 + 5 + 5 + 1) / 32.
        ([1, 1, 1, 1, 0], [0, 0, 0, 0, 1], 12 / 32),
    ],
)
def test_exact_p_of_few_pairs(first, second, p):
    assert randomisation_p(first, second) == p


def test_p_of_many_pairs():
    # All 40 better: chance 2 ** -39, so no drawn one reaches it but the observed one.
    assert randomisation_p([1.0] * 40, [0.0] * 40) == 1 / 10_001
    # 25 better, 15 worse: P(|B(40, 1/2) - 20| >= 5) = .1539.
    first = [1.0] * 25 + [0.0] * 15
    second = [0.0] * 25 + [1.0] * 15
    assert randomisation_p(first, second) == pytest.approx(0.1539, abs=0.012)


def test_swapping_the_settings_keeps_p():
    first, second = [0.9, 0.2, 0.4, 0.7], [0.1, 0.3, 0.4, 0.5]
    assert randomisation_p(first, second) == randomisation_p(second, first)
