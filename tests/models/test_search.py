"""The equal-budget search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.config import InputShape
from models.search import nearest_networks, residual_network
from models.spec import check, resolve
from models.summary import summarize
from tests.breadth import draw

CIFAR = InputShape(height=32, width=32)


@pytest.mark.parametrize("measure", ["params", "macs"])
def test_that_both_families_come_near_a_budget_and_say_how_near(measure):
    budget = 1_000_000 if measure == "params" else 100_000_000
    found = nearest_networks(budget, measure, image=CIFAR, num_classes=10)
    assert [c.family for c in found] == ["resnet"] * 4 + ["densenet"] * 4
    for candidate in found:
        summary = summarize(resolve(candidate.config))
        assert (summary.params, summary.macs) == (candidate.params, candidate.macs)
        assert candidate.gap == pytest.approx((getattr(summary, measure) - budget) / budget)
        assert abs(candidate.gap) < 0.05


def test_that_the_papers_net_is_found_at_its_own_budget():
    budget = summarize(resolve(residual_network(CIFAR, 10, 3, 16))).params
    best = nearest_networks(budget, "params", image=CIFAR, num_classes=10)[0]
    assert (best.title, best.gap) == ("ResNet-20, width 16", 0.0)


@draw(5)
@given(budget=st.integers(1_000, 10**9), size=st.sampled_from([8, 32, 96, 224]), classes=st.integers(1, 1000))
def test_that_any_budget_gives_legal_networks_nearest_first(budget, size, classes):
    found = nearest_networks(budget, "params", image=InputShape(height=size, width=size), num_classes=classes)
    assert found
    for family in ("resnet", "densenet"):
        gaps = [abs(c.gap) for c in found if c.family == family]
        assert gaps == sorted(gaps)
    assert all(check(c.config) == () for c in found)


def test_that_a_budget_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least 1 parameter"):
        nearest_networks(0, "params", image=CIFAR, num_classes=10)
