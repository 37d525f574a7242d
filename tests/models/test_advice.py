"""Advice is given where it is due, and nowhere else."""

import pytest
from hypothesis import given
from random_configs import LEGAL_CONFIGS

from models.advice import advise
from models.config import DenseStage, InitConfig, InputShape, NetworkConfig, ResidualStage, StemConfig
from models.presets import PRESETS
from models.spec import resolve
from models.summary import summarize
from tests.breadth import draw

STEM = StemConfig(channels=16, kernel=3, stride=1, pool="none")


def fields(*stages, **changes):
    changes = {"input": InputShape(height=16, width=16), "stem": STEM, **changes}
    return [issue.field for issue in advise(summarize(resolve(NetworkConfig(stages=stages, **changes))))]


def test_that_published_networks_need_no_advice():
    advised = {name: [i.field for i in advise(summarize(resolve(config)))] for name, config in PRESETS.items()}
    assert {name for name, found in advised.items() if found} == set()


@pytest.mark.parametrize(
    ("stages", "changes", "field"),
    [
        ([ResidualStage(stride=16, blocks=3), ResidualStage(stride=2)], {}, "stages.1.stride"),
        ([ResidualStage(blocks=9)], {"stem": STEM.model_copy(update={"norm": False})}, "stem.norm"),
        ([DenseStage(layers=9)], {}, "stages.0.transition"),
        ([ResidualStage(blocks=10, shortcut="none")], {}, "stages.0.shortcut"),
        (
            [ResidualStage(blocks=9, shortcut="none")],
            {"init": InitConfig(zero_init_residual=True)},
            "init.zero_init_residual",
        ),
        ([ResidualStage(blocks=1)], {}, "stages.0.blocks"),
    ],
)
def test_that_what_is_rarely_meant_is_said(stages, changes, field):
    assert fields(*stages, **changes) == [field]


@draw(25)
@given(config=LEGAL_CONFIGS)
def test_that_any_legal_network_can_be_advised(config):
    assert all(issue.message for issue in advise(summarize(resolve(config))))
