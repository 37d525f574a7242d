"""Depths as the papers give them, and families by name."""

import pytest

from models.families import (
    FAMILIES,
    DepthError,
    FamilyError,
    cifar_densenet,
    cifar_densenet_bc,
    cifar_preact_resnet,
    cifar_resnet,
    cifar_wide_resnet,
    family_network,
    names_family,
)
from models.presets import PRESETS
from models.spec import check


@pytest.mark.parametrize(
    ("make", "step", "rest"),
    [
        (cifar_resnet, 6, 2),
        (cifar_preact_resnet, 9, 2),
        (lambda depth: cifar_wide_resnet(depth, 2), 6, 4),
        (lambda depth: cifar_densenet(depth, 4), 3, 4),
        (lambda depth: cifar_densenet_bc(depth, 4), 6, 4),
    ],
    ids=["6n + 2", "9n + 2", "wide 6n + 4", "3n + 4", "compact 6n + 4"],
)
def test_that_exactly_the_depths_of_a_family_are_made(make, step, rest):
    legal = {step * n + rest for n in range(1, 10)}
    for depth in range(-step, 9 * step + rest + 1):
        if depth in legal:
            assert check(make(depth)) == ()
            continue
        with pytest.raises(DepthError) as refused:
            make(depth)
        below, above = max((d for d in legal if d < depth), default=None), min(d for d in legal if d > depth)
        nearest = f"the smallest is {above}" if below is None else f"the nearest are {below} and {above}"
        assert str(refused.value).endswith(f"has depth {step}n + {rest}, which {depth} is not; {nearest}")


@pytest.mark.parametrize(
    ("text", "preset"),
    [
        ("cifar_resnet:110", "resnet110_cifar"),
        ("cifar_preact_resnet:164", "preact_resnet164_cifar"),
        ("cifar_wide_resnet:28x10", "wrn28_10_cifar"),
        ("cifar_wide_resnet:28,10", "wrn28_10_cifar"),
        ("cifar_resnext:16x64", "resnext29_16x64d_cifar"),
        ("cifar_densenet:40, k = 12", "densenet40_k12_cifar"),
        ("cifar_densenet_bc:100,k=12", "densenet_bc100_k12_cifar"),
    ],
)
def test_that_a_family_with_its_numbers_is_the_preset(text, preset):
    assert names_family(text)
    assert family_network(text) == PRESETS[preset]


@pytest.mark.parametrize("name", FAMILIES)
def test_that_the_example_of_a_family_is_legal(name):
    assert check(family_network(f"{name}:{FAMILIES[name].example}")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "cifar_resnet",
        "cifar_resnet:",
        "cifar_resnet:1x2",
        "cifar_resnet:-4",
        "cifar_resnet:many",
        "cifar_wide_resnet:28",
    ],
)
def test_that_other_numbers_are_answered_with_an_example(text):
    with pytest.raises(FamilyError, match=r"^cifar_\w+ takes .*depth.*, like cifar_\w+:\d+"):
        family_network(text)


@pytest.mark.parametrize("text", ["resnet50:3", r"C:\nets\a.json", ":", ""])
def test_that_other_texts_name_no_family(text):
    assert not names_family(text)
