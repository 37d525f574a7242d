import sys
from pathlib import Path

import pytest

from explorer.experiment.analysis import analyse
from explorer.figure.network_layout import NetworkLayout
from models.presets import PRESETS

# The strategies for random configs are those of the models' tests.
sys.path.insert(0, str(Path(__file__).parents[2] / "models"))


@pytest.fixture
def layout():
    """A layout in a font whose letters are all six pixels wide."""
    return NetworkLayout(lambda text, style: 6.0 * len(text), str)


@pytest.fixture
def figure_of(layout):
    def make(config):
        config = PRESETS[config] if isinstance(config, str) else config
        return layout.figure(analyse(config).summary)

    return make
