import pytest

from explorer.experiment.field_path import with_field
from explorer.ui.build_page.editor.explanation import explain
from models.presets import ALL, PRESETS
from models.spec import resolve


@pytest.mark.parametrize(
    ("preset", "part", "sentence"),
    [
        (
            "densenet121",
            "stages.0",
            "64 + 6 × 32 = 256 channels leave the block; the transition keeps 128 and halves 56 × 56 to 28 × 28.",
        ),
        ("densenet121", "stages.3", "512 + 16 × 32 = 1024 channels leave the block; no transition follows."),
        (
            "resnet18",
            "stages.1",
            "Stride 2 halves 56 × 56 to 28 × 28; 64 to 128 channels, so the first block needs a projection.",
        ),
        ("resnet18", "stages.0", "64 × 56 × 56 in and out, so the shortcut is the identity."),
        (
            "resnet20_cifar",
            "stages.1",
            "Stride 2 halves 32 × 32 to 16 × 16; 16 to 32 channels, so the first shortcut is subsampled and padded "
            "with zeros.",
        ),
        (
            "tutorial_resnet18_conv_downsample",
            "stages.1",
            "A bare convolution takes 64 × 56 × 56 to 128 × 28 × 28; the blocks keep that shape, so the shortcut is "
            "the identity.",
        ),
        ("resnet18", "stem", "64 channels; 224 × 224 becomes 56 × 56."),
        ("resnet20_cifar", "stem", "16 channels at the image's own 32 × 32."),
        ("resnet18", "head", "512 channels, averaged over 7 × 7, times 1,000 classes: 513,000 parameters."),
    ],
)
def test_that_a_part_is_worked_out_in_a_sentence(preset, part, sentence):
    assert explain(resolve(PRESETS[preset]), part).replace("\N{NO-BREAK SPACE}", " ") == sentence


def test_that_a_plain_stage_is_called_plain():
    network = with_field(PRESETS["resnet18"], "stages.1.shortcut", "none")

    assert explain(resolve(network), "stages.1").endswith("No shortcut is added: this is a plain network.")


@pytest.mark.parametrize("preset", ALL, ids=lambda preset: preset.name)
def test_that_every_stage_of_every_preset_has_a_sentence(preset):
    spec = resolve(preset.config)

    assert all(explain(spec, f"stages.{i}").endswith(".") for i in range(len(spec.stages)))
