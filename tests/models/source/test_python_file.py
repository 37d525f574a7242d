"""The generated file is run as Python and held to the network that it says it is."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from hypothesis import given
from random_configs import LEGAL_CONFIGS

from models.build import build_model
from models.config import NetworkConfig
from models.presets import PRESETS
from models.source.python_file import FileDetails, python_file
from models.spec import resolve
from tests.breadth import draw

PROJECT = Path(__file__).parents[3] / "pyproject.toml"
DETAILS = FileDetails(title="a network")
TOO_LARGE_TO_BUILD_QUICKLY = {"resnet1202_cifar", "preact_resnet1001_cifar"}
SHOWN = ("resnet18", "densenet121", "tutorial_resnet18_conv_downsample", "mixed")
MIXED = NetworkConfig.model_validate(
    {
        "input": {"channels": 3, "height": 32, "width": 32},
        "num_classes": 10,
        "stem": {"channels": 16, "kernel": 3, "stride": 1, "pool": "none"},
        "stages": (
            {"kind": "residual", "blocks": 2, "width": 16, "order": "full_preact", "squeeze_excitation": 4},
            {"kind": "dense", "layers": 6, "growth_rate": 12},
            {"kind": "residual", "blocks": 3, "width": 32, "block": "bottleneck", "shortcut": "zero_pad"},
        ),
        "stochastic_depth": 0.2,
    }
)


def config_of(name: str) -> NetworkConfig:
    return MIXED if name == "mixed" else PRESETS[name]


def made_from(source: str) -> torch.nn.Module:
    """The network that a file defines, made as its reader would."""
    space: dict = {}
    exec(compile(source, "network.py", "exec"), space)
    return next(space[name] for name in ("ResNet", "DenseNet", "MixedNet") if name in space)()


def shapes(model: torch.nn.Module) -> dict[str, tuple[int, ...]]:
    return {name: tuple(value.shape) for name, value in model.state_dict().items()}


def shuffled(value: torch.Tensor) -> torch.Tensor:
    """Other numbers about as large: fresh batch norms alone would change nothing and hide a wrong one."""
    return value * (0.75 + 0.5 * torch.rand_like(value)) if value.is_floating_point() else value


def assert_same_network(config: NetworkConfig, source: str) -> None:
    """Same names, same shapes in the same order, and with the same weights the same outputs."""
    original, copy = build_model(resolve(config)), made_from(source)
    assert shapes(copy) == shapes(original)
    weights = {name: shuffled(value) for name, value in original.state_dict().items()}
    original.load_state_dict(weights)
    copy.load_state_dict(weights, strict=True)
    images = torch.randn(2, config.input.channels, config.input.height, config.input.width)
    with torch.no_grad():
        torch.testing.assert_close(copy.eval()(images), original.eval()(images), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("name", sorted(PRESETS.keys() - TOO_LARGE_TO_BUILD_QUICKLY))
def test_that_every_preset_is_written_with_its_names_and_shapes(name):
    spec = resolve(PRESETS[name])
    with torch.device("meta"):
        assert shapes(made_from(python_file(spec, DETAILS))) == shapes(build_model(spec))


@draw(10)
@given(LEGAL_CONFIGS)
def test_that_any_legal_network_is_written(config):
    assert_same_network(config, python_file(resolve(config), DETAILS))


@pytest.mark.parametrize("has_classifier", [False, True])
def test_that_every_file_is_short_and_clean(tmp_path, has_classifier):
    for name in (*PRESETS, "mixed"):
        spec = resolve(config_of(name))
        numbers, classes = (0.5,) * spec.input[0], tuple(f"class {i}" for i in range(10))
        details = FileDetails(
            title=f"{name}, the one that was tried first in the winter",
            classes=classes,
            mean=numbers,
            std=numbers,
            normalise=has_classifier,
            softmax=has_classifier,
        )
        source = python_file(spec, details)
        # The mixed one has nearly every option at once.
        assert source.count("\n") < (230 if name == "mixed" else 200), name
        (tmp_path / f"{name}.py").write_text(source)
    # As this project has it, and as ruff has it by itself, where lines are shorter.
    for settings_used in (["--config", PROJECT], ["--isolated"]):
        for command in (["check", "--select", "E,F,I"], ["format", "--check"]):
            subprocess.run([sys.executable, "-m", "ruff", *command, *settings_used, tmp_path], check=True)


@pytest.mark.parametrize("name", SHOWN)
def test_that_the_first_weights_are_those_that_a_training_would_begin_with(name):
    config = config_of(name)
    torch.manual_seed(0)
    original = build_model(resolve(config)).state_dict()
    torch.manual_seed(0)
    copy = made_from(python_file(resolve(config), DETAILS)).state_dict()
    assert all(torch.equal(original[key], copy[key]) for key in original)


def test_that_blocks_that_differ_only_in_where_they_add_have_classes_of_their_own():
    blocks = {"kind": "residual", "blocks": 1, "width": 16}
    stages = (blocks, blocks | {"order": "bn_after_add"})
    config = NetworkConfig.model_validate(MIXED.model_dump() | {"stages": stages})
    source = python_file(resolve(config), DETAILS)
    assert "class BasicBlock2" in source
    assert_same_network(config, source)


@pytest.mark.parametrize("name", SHOWN)
def test_that_the_outputs_are_equal(name):
    config = config_of(name)
    assert_same_network(config, python_file(resolve(config), DETAILS))


def test_that_the_file_of_a_large_network_is_no_longer():
    assert python_file(resolve(PRESETS["resnet1202_cifar"]), DETAILS).count("\n") < 100


def test_that_texts_of_a_person_cannot_leave_their_quotes():
    details = FileDetails(
        title='a """ title\n\\', classes=('a "cat"', "b\n\\"), mean=(0.5,), std=(0.25,), weights="w.pt"
    )
    space: dict = {}

    exec(python_file(resolve(PRESETS["digits_resnet"]), details), space)

    assert space["CLASSES"] == ('a "cat"', "b\n\\")
    assert (space["MEAN"], space["STD"]) == ((0.5,), (0.25,))


@pytest.mark.parametrize("path", [(), ("weights.pt",), (Path("weights.pt"),), ("{here}/weights.pt",)])
def test_that_weights_are_looked_for_beside_the_file(tmp_path, monkeypatch, path):
    config = PRESETS["digits_resnet"]
    model = build_model(resolve(config)).eval()
    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    here.mkdir(), elsewhere.mkdir()
    torch.save(model.state_dict(), here / "weights.pt")
    (here / "network.py").write_text(python_file(resolve(config), DETAILS))
    monkeypatch.chdir(elsewhere)

    loaded = runpy.run_path(here / "network.py")["load"](*(str(part).format(here=here) for part in path))

    image = torch.randn(1, 1, 8, 8)
    assert torch.equal(loaded(image), model(image))


def test_that_normalisation_and_softmax_are_a_part_of_the_file(tmp_path):
    config = PRESETS["digits_resnet"]
    model = build_model(resolve(config)).eval()
    details = FileDetails(
        title="digits", weights=str(tmp_path / "w.pt"), mean=(0.25,), std=(0.5,), normalise=True, softmax=True
    )
    source = python_file(resolve(config), details)
    torch.save(model.state_dict(), tmp_path / "w.pt")
    space = {"__file__": str(tmp_path / "network.py")}
    exec(source, space)

    image = torch.rand(2, 1, 8, 8)
    torch.testing.assert_close(space["load"](tmp_path / "w.pt")(image), model((image - 0.25) / 0.5).softmax(1))
