"""Each client has a rate of its own, which recovers with time."""

import pytest

from ui.server.rates import Rates


@pytest.mark.parametrize(("per_minute", "burst"), [(1, 10), (60, 10), (600, 100)])
def test_a_burst_may_pass_and_no_more(per_minute: int, burst: int) -> None:
    rates = Rates(per_minute)
    assert [rates.admits("a", 0.0) for _ in range(burst + 1)] == [True] * burst + [False]


def test_the_rate_recovers_with_time() -> None:
    rates = Rates(60)
    assert all(rates.admits("a", 0.0) for _ in range(10))
    assert not rates.admits("a", 0.0)
    assert rates.admits("b", 0.0)
    assert rates.admits("a", 1.0)


def test_without_a_limit_everything_passes() -> None:
    rates = Rates(0)
    assert all(rates.admits("a", 0.0) for _ in range(1_000))
