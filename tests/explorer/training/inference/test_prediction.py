import numpy as np
import pytest
from PIL import Image

from explorer.training.inference.prediction import predict
from explorer.training.inference.trained_model import open_trained
from explorer.training.runtime.device import choose_device
from explorer.training.runtime.training_error import TrainingStopped
from explorer.words.catalogue import Words

CPU = choose_device("cpu")
MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "I;16")


@pytest.fixture(scope="module")
def trained(digits_run):
    return open_trained(digits_run, "best")


@pytest.fixture
def save(tmp_path):
    def make(name: str, mode: str = "RGB", size: tuple[int, int] = (20, 12)):
        pixels = np.random.default_rng(1).integers(0, 256, (size[1], size[0], 3), np.uint8)
        image = Image.fromarray(pixels)
        image = Image.fromarray(pixels[..., 0].astype(np.uint16) * 200) if mode == "I;16" else image.convert(mode)
        image.save(tmp_path / name)
        return tmp_path / name

    return make


@pytest.mark.parametrize("mode", MODES)
def test_that_images_of_every_mode_are_recognised(trained, save, mode):
    suffix = ".tif" if mode in ("CMYK", "YCbCr", "I;16") else ".png"
    [prediction] = predict(trained, [save(f"image{suffix}", mode)], device=CPU)
    assert prediction.problem is None
    assert mode in prediction.source
    assert prediction.seen.shape == (8, 8, 1)
    assert prediction.thumbnail.shape == (12, 20, 3)
    shares = [share.probability for share in prediction.top]
    assert len(shares) == 5
    assert shares == sorted(shares, reverse=True)


def test_that_what_was_done_to_an_image_is_said(trained, save):
    colour = save("colour.png")
    fitting = save("fitting.png", "L", (8, 8))
    square = save("square.png", "L", (64, 64))
    changes = [prediction.change for prediction in predict(trained, [colour, fitting, square], device=CPU)]
    assert changes == ["turned grey, scaled and cropped to 8 × 8", "", "scaled to 8 × 8"]
    assert list(map(Words("zh_CN"), changes)) == ["转为灰度、缩放并裁剪为 8 × 8", "", "缩放为 8 × 8"]


def test_that_all_classes_can_be_had(trained, save):
    [prediction] = predict(trained, [save("a.png")], device=CPU, top=99)
    assert {share.name for share in prediction.top} == set("0123456789")
    assert sum(share.probability for share in prediction.top) == pytest.approx(1, abs=1e-5)


def test_that_an_image_turned_by_its_camera_is_seen_upright(trained, save, tmp_path):
    with Image.open(save("a.jpg", "RGB", (40, 20))) as image:
        exif = image.getexif()
        exif[0x0112] = 6
        image.save(tmp_path / "turned.jpg", exif=exif)
    [prediction] = predict(trained, [tmp_path / "turned.jpg"], device=CPU)
    assert prediction.thumbnail.shape == (40, 20, 3)
    assert prediction.change.startswith("turned upright")


def test_that_broken_images_say_why_and_the_others_go_on(trained, save, tmp_path):
    whole = save("whole.png", "RGB", (200, 200))
    (tmp_path / "text.png").write_text("no image")
    (tmp_path / "torn.png").write_bytes(whole.read_bytes()[:500])
    paths = [tmp_path / "text.png", whole, tmp_path / "torn.png", tmp_path / "missing.png", tmp_path]
    predictions = predict(trained, paths, device=CPU)
    assert [prediction.path for prediction in predictions] == list(map(str, paths))
    assert [prediction.problem is None for prediction in predictions] == [False, True, False, False, False]
    assert all(prediction.problem.startswith("Cannot read") for prediction in predictions if prediction.problem)


def test_that_an_image_that_would_fill_the_memory_is_refused(trained, save, monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 50)
    [prediction] = predict(trained, [save("huge.png")], device=CPU)
    assert "exceeds limit" in prediction.problem


def test_that_an_image_is_recognised_the_same_alone_and_among_others(trained, save):
    paths = [save(f"{index}.png", "RGB", (9 + index, 9)) for index in range(40)]
    together = predict(trained, paths, device=CPU)
    [alone] = predict(trained, paths[35:36], device=CPU)
    assert alone.top[0].name == together[35].top[0].name
    assert alone.top[0].probability == pytest.approx(together[35].top[0].probability, abs=1e-5)


def test_that_it_stops_when_asked(trained, save):
    with pytest.raises(TrainingStopped):
        predict(trained, [save("a.png")], device=CPU, is_stopped=lambda: True)
