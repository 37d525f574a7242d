"""Each run has its colour, and colours can be told apart by everyone."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from explorer.ui.palette import NUM_RUN_COLORS, palettes
from explorer.ui.train_page.runs.run_browser import RunColors

# Machado, Oliveira and Fernandes 2009, severity 1: what people without one kind of cone see, in linear RGB.
SIGHTS = {
    "all": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(color):
    values = np.array(color.getRgbF()[:3])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(values):
    x, y, z = np.cbrt(np.clip(TO_XYZ @ np.clip(values, 0, 1) / WHITE, 1e-6, None))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def colors(palette):
    return [linear(palette.color(palette.run_name(number))) for number in range(NUM_RUN_COLORS)]


@pytest.mark.parametrize("theme", palettes())
@pytest.mark.parametrize("sight", SIGHTS)
def test_that_no_two_colours_look_alike_to_anyone(theme, sight):
    seen = [lab(np.array(SIGHTS[sight]) @ color) for color in colors(palettes()[theme])]
    # 2.3 is a difference that is just noticed.
    assert min(np.linalg.norm(one - other) for one, other in itertools.combinations(seen, 2)) > 12


@pytest.mark.parametrize("theme", palettes())
def test_that_every_colour_stands_out_from_the_surface(theme):
    palette = palettes()[theme]
    brightness = [TO_XYZ[1] @ color + 0.05 for color in (*colors(palette), linear(palette.color("surface")))]
    *runs, surface = brightness
    assert min(max(run, surface) / min(run, surface) for run in runs) >= 3


def test_that_a_run_keeps_its_colour_and_shares_none():
    given = RunColors()
    paths = [Path(f"/runs/net-{number}") for number in range(NUM_RUN_COLORS)]
    first = given.of(paths[:3])
    assert given.of(paths[2::-1]) == first[::-1]
    assert sorted(given.of(paths)) == list(range(NUM_RUN_COLORS))


def test_that_a_run_has_the_same_colour_in_another_session():
    path = Path("/runs/net-20261122-120000")
    assert RunColors().of([path]) == RunColors().of([path])


def test_that_more_runs_than_colours_share_some():
    assert set(RunColors().of([Path(f"/runs/{number}") for number in range(20)])) == set(range(NUM_RUN_COLORS))
