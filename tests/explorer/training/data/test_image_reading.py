"""Images of every kind become one tensor; one that cannot be read is named."""

import numpy as np
import pytest
from PIL import Image

from explorer.experiment.image_fit import ImageShape
from explorer.training.data import image_reading
from explorer.training.data.image_reading import read_image, read_images, usual_shape
from explorer.training.data.image_set import DataError
from models.config import InputShape

RGB = InputShape(channels=3, height=8, width=8)
GREY = InputShape(channels=1, height=8, width=8)


def read(paths, shape=RGB):
    return read_images(paths, shape, lambda loading: None)


def test_that_pixels_come_exactly_as_they_are(tmp_path, make_image):
    path = make_image(tmp_path / "a.png")
    image = read([path])[0]
    np.testing.assert_array_equal(image.permute(1, 2, 0), np.asarray(Image.open(path)))
    np.testing.assert_array_equal(read([path], GREY)[0, 0], np.asarray(Image.open(path).convert("L")))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "CMYK", "I;16"])
@pytest.mark.parametrize("shape", [RGB, GREY], ids=["rgb", "grey"])
def test_that_every_mode_is_read(tmp_path, mode, shape):
    path = tmp_path / ("a.tif" if mode == "CMYK" else "a.png")
    if mode == "I;16":
        Image.fromarray(np.full((9, 9), 200 * 256, np.uint16)).save(path)
    else:
        Image.new("RGB", (9, 9), (200, 200, 200)).convert(mode).save(path)
    image = read([path], shape)[0]
    assert image.shape == (shape.channels, 8, 8)
    assert image.float().mean().item() == pytest.approx(200, abs=80 if mode == "1" else 5)


def test_that_a_transparent_palette_is_read(tmp_path):
    image = Image.new("P", (8, 8), 0)
    image.putpalette([10, 20, 30] * 256)
    image.save(tmp_path / "a.png", transparency=bytes([0, 128, 255]))
    assert read([tmp_path / "a.png"])[0, :, 0, 0].tolist() == [10, 20, 30]


@pytest.mark.parametrize(("size", "centre"), [((40, 8), (slice(None), slice(16, 24))), ((8, 40), (slice(16, 24),))])
def test_that_another_aspect_keeps_the_centre(tmp_path, make_image, size, centre):
    path = make_image(tmp_path / "a.png", size=size)
    np.testing.assert_array_equal(read([path])[0].permute(1, 2, 0), np.asarray(Image.open(path))[centre])


def test_that_photographs_are_turned_upright(tmp_path):
    pixels = np.zeros((32, 64, 3), np.uint8)
    pixels[:, :32] = 255
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(pixels).save(tmp_path / "a.jpg", exif=exif)
    image = read_image(tmp_path / "a.jpg", InputShape(channels=1, height=64, width=32))[0]
    assert image[:30].min() > 200
    assert image[34:].max() < 50


def test_that_a_large_photograph_comes_out_like_a_careful_reduction(tmp_path):
    ramp = np.linspace(0, 255, 1600).astype(np.uint8)
    Image.fromarray(np.broadcast_to(ramp, (1600, 1600)).copy()).save(tmp_path / "a.jpg")
    image = read_image(tmp_path / "a.jpg", InputShape(channels=1, height=16, width=16))[0]
    np.testing.assert_allclose(image[8], ramp.reshape(16, 100).mean(1), atol=3)


@pytest.mark.parametrize("serial_bytes", [0, 10**9], ids=["threads", "serial"])
def test_that_order_is_kept_and_progress_told(tmp_path, make_image, serial_bytes):
    paths = [make_image(tmp_path / f"{number}.png", value=number) for number in range(10)]
    told = []
    images = read_images(paths, RGB, told.append, chunk=4, serial_bytes=serial_bytes)
    assert images[:, 0, 0, 0].tolist() == list(range(10))
    assert [(loading.done, loading.total) for loading in told] == [(4, 10), (8, 10), (10, 10)]


@pytest.mark.parametrize("serial_bytes", [0, 10**9], ids=["threads", "serial"])
def test_that_reading_can_be_ended_from_the_progress(tmp_path, make_image, serial_bytes):
    paths = [make_image(tmp_path / "a.png")] * 2000

    def stop(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_images(paths, RGB, stop, serial_bytes=serial_bytes)


def test_that_a_truncated_image_is_named(tmp_path, make_image):
    path = make_image(tmp_path / "cut.jpg", size=(64, 64))
    path.write_bytes(path.read_bytes()[:-500])
    with pytest.raises(DataError, match=r"Cannot read the image .*cut\.jpg: .*truncated.*; remove it or save it"):
        read([path])


@pytest.mark.parametrize("content", [b"", b"hello", b"\x89PNG\r\n\x1a\nrest"])
def test_that_what_is_no_image_is_named(tmp_path, content):
    (tmp_path / "fake.png").write_bytes(content)
    with pytest.raises(DataError, match=r"Cannot read the image .*fake\.png: [^;\n]+; remove it or save it again\.$"):
        read([tmp_path / "fake.png"])


def test_that_a_dangling_link_is_named(tmp_path):
    (tmp_path / "link.png").symlink_to(tmp_path / "gone.png")
    with pytest.raises(DataError, match=r"link\.png: No such file or directory; remove it"):
        read([tmp_path / "link.png"])


def test_that_several_broken_images_are_counted(tmp_path, make_image):
    paths = [make_image(tmp_path / f"{number}.png") for number in range(5)]
    for path in paths[2:4]:
        path.write_bytes(b"no")
    with pytest.raises(DataError, match=r"Cannot read 2 images, the first is .*2\.png: it is not an image; "):
        read(paths)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("shape", [RGB, GREY], ids=["rgb", "grey"])
def test_that_the_fast_way_to_read_a_jpeg_gives_what_pillow_gives(tmp_path, monkeypatch, mode, shape):
    pixels = np.random.default_rng(0).integers(0, 256, (8, 8, 3), np.uint8)
    Image.fromarray(pixels).convert(mode).save(tmp_path / "a.jpg", quality=90)
    fast = read_image(tmp_path / "a.jpg", shape)
    monkeypatch.setattr(image_reading, "SERIAL_BYTES", 0)
    np.testing.assert_allclose(fast.astype(int), read_image(tmp_path / "a.jpg", shape).astype(int), atol=2)


def test_that_headers_say_what_images_usually_are(tmp_path, make_image):
    paths = [make_image(tmp_path / f"{number}.png", size=(10, 6)) for number in range(3)]
    (tmp_path / "broken.png").write_bytes(b"no image")
    assert usual_shape([*paths, tmp_path / "broken.png"]) == ImageShape(channels=3, height=6, width=10)
    mixed = [*paths, make_image(tmp_path / "grey.png", size=(99, 99), mode="L")]
    assert usual_shape(mixed) == ImageShape(channels=3, height=6, width=10, is_uniform=False)
    assert usual_shape([tmp_path / "broken.png"]) is None


def test_that_the_size_of_a_turned_image_is_that_of_the_upright_one(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("L", (10, 6)).save(tmp_path / "turned.jpg", exif=exif)
    assert usual_shape([tmp_path / "turned.jpg"]) == ImageShape(channels=1, height=10, width=6)
