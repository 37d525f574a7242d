import pytest

from models.build import build_model
from models.presets import PRESETS
from models.spec import resolve, stage_numbers


@pytest.mark.parametrize(
    ("preset", "expected"),
    [
        ("resnet18", {"conv1.weight": 0, "layer1.0.bn1.weight": 1, "layer4.1.conv2.weight": 4, "fc.bias": 5}),
        (
            "densenet121",
            {
                "features.conv0.weight": 0,
                "features.denseblock1.denselayer6.conv2.weight": 1,
                "features.transition1.conv.weight": 1,
                "features.denseblock4.denselayer1.norm1.bias": 4,
                "features.norm5.weight": 5,
                "classifier.weight": 5,
            },
        ),
        ("digits_mixed", {"stem.conv1.weight": 0, "head.fc.weight": 4}),
    ],
)  # fmt: skip
def test_that_a_tensor_is_known_by_its_name(preset, expected):
    spec = resolve(PRESETS[preset])
    numbers = stage_numbers(spec, [name for name, _ in build_model(spec).named_parameters()])
    assert {name: numbers[name] for name in expected} == expected
    assert set(numbers.values()) == set(range(len(spec.stages) + 2))
