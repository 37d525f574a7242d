"""Data sets are downloaded once, checked, repaired and read; small archives in their own formats stand for the real."""

import functools
import gzip
import hashlib
import http.server
import io
import pickle
import shutil
import struct
import tarfile
import threading
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image
from torchvision import datasets

from explorer.experiment.data_sets import ALL_DATA, KNOWN_DATA, data_root, seems_here
from explorer.experiment.recipe import DataConfig
from explorer.runs.events import Loading
from explorer.training.data.image_set import DataError
from explorer.training.data.torchvision_sets import load_torchvision_set
from explorer.training.runtime.training_error import TrainingStopped
from models.config import InputShape

COUNTS = {"train": 20, "test": 10}
RGB, GREY = InputShape(channels=3, height=32, width=32), InputShape(channels=1, height=28, width=28)


class Site:
    """A web server on this machine with the files of a folder; it counts what is asked for."""

    def __init__(self, folder):
        self.folder, self.asked, self.cut = folder, [], 0
        site = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def do_GET(self):
                site.asked.append(self.path.lstrip("/"))
                super().do_GET()

            def copyfile(self, source, outputfile):
                content = source.read()
                outputfile.write(content[: len(content) - site.cut])

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))
        )
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def put(self, name, content):
        (self.folder / name).write_bytes(content)
        return hashlib.md5(content).hexdigest()

    def close(self):
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def site(tmp_path):
    (tmp_path / "site").mkdir()
    site = Site(tmp_path / "site")
    yield site
    site.close()


@pytest.fixture
def root(tmp_path):
    return tmp_path / "data"


def pixels(part, *shape):
    return np.random.default_rng(len(part)).integers(0, 256, (COUNTS[part], *shape), np.uint8)


def labels(part):
    return np.arange(COUNTS[part]) % 10


def idx(values):
    header = struct.pack(">BBBB", 0, 0, 8, values.ndim) + struct.pack(f">{values.ndim}I", *values.shape)
    return gzip.compress(header + values.astype(np.uint8).tobytes())


def tar(files):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


@pytest.fixture
def mnist(site, monkeypatch):
    resources = []
    for part, prefix in (("train", "train"), ("test", "t10k")):
        for kind, values in (("images-idx3", pixels(part, 28, 28)), ("labels-idx1", labels(part))):
            name = f"{prefix}-{kind}-ubyte.gz"
            resources.append((name, site.put(name, idx(values))))
    monkeypatch.setattr(datasets.MNIST, "resources", resources)
    monkeypatch.setattr(datasets.MNIST, "mirrors", [site.url + "gone/", site.url])
    return known("mnist")


@pytest.fixture
def cifar(site, monkeypatch):
    parts = {"train_list": ("train", "data_batch_1"), "test_list": ("test", "test_batch")}
    files = {}
    for attribute, (part, name) in parts.items():
        rows = pixels(part, 3072)
        files[name] = pickle.dumps({"data": rows, "labels": labels(part).tolist()})
        monkeypatch.setattr(datasets.CIFAR10, attribute, [[name, hashlib.md5(files[name]).hexdigest()]])
    files["batches.meta"] = pickle.dumps({"label_names": list(KNOWN_DATA["cifar10"].classes)})
    meta = datasets.CIFAR10.meta | {"md5": hashlib.md5(files["batches.meta"]).hexdigest()}
    monkeypatch.setattr(datasets.CIFAR10, "meta", meta)
    content = tar({f"cifar-10-batches-py/{name}": data for name, data in files.items()})
    monkeypatch.setattr(datasets.CIFAR10, "tgz_md5", site.put("cifar-10-python.tar.gz", content))
    monkeypatch.setattr(datasets.CIFAR10, "url", site.url + "cifar-10-python.tar.gz")
    return known("cifar10")


def known(name):
    return replace(KNOWN_DATA[name], train_images=COUNTS["train"], test_images=COUNTS["test"])


def load(data, root, shape=RGB, told=None):
    return load_torchvision_set(data, root, shape, lambda loading: told.append(loading) if told is not None else None)


def test_that_cifar_is_downloaded_once_and_read_in_its_colours(cifar, root, site):
    told = []
    train, test = load(cifar, root, told=told)
    assert torch.equal(train.images, torch.from_numpy(pixels("train", 3072)).view(-1, 3, 32, 32))
    assert test.labels.tolist() == labels("test").tolist()
    assert told[0].what == "Downloading cifar-10-python.tar.gz"
    assert told[0].total == (site.folder / "cifar-10-python.tar.gz").stat().st_size
    assert told[-1] == Loading(what="Unpacking CIFAR-10", done=0, total=0)
    assert load(cifar, root)[0].images.equal(train.images)
    assert site.asked == ["cifar-10-python.tar.gz"]
    assert seems_here(DataConfig(name="cifar10", path=str(root)))


def test_that_a_grey_network_gets_grey_images_as_pillow_makes_them(cifar, root):
    train, _ = load(cifar, root, InputShape(channels=1, height=32, width=32))
    image = Image.fromarray(pixels("train", 3072)[4].reshape(3, 32, 32).transpose(1, 2, 0))
    assert np.array_equal(train.images[4, 0], np.asarray(image.convert("L")))


def test_that_mnist_is_found_at_its_second_place(mnist, root, site):
    train, test = load(mnist, root, GREY)
    assert torch.equal(train.images[:, 0], torch.from_numpy(pixels("train", 28, 28)))
    assert (len(train), len(test)) == (20, 10)
    assert [name for name in site.asked if not name.startswith("gone/")] == [
        name for name, _ in datasets.MNIST.resources
    ]


@pytest.mark.parametrize("damage", ["archive", "unpacked", "both"])
def test_that_what_is_broken_is_found_and_done_again(cifar, root, site, damage):
    whole, _ = load(cifar, root)
    archive, batch = root / "cifar-10-python.tar.gz", root / "cifar-10-batches-py" / "data_batch_1"
    for path in {"archive": [archive], "unpacked": [batch], "both": [archive, batch]}[damage]:
        path.write_bytes(path.read_bytes()[:100])
    assert load(cifar, root)[0].images.equal(whole.images)
    assert len(site.asked) == (2 if damage == "both" else 1)


def test_that_a_cut_unpacked_file_without_a_checksum_is_unpacked_again(mnist, root, site):
    load(mnist, root, GREY)
    path = root / "MNIST" / "raw" / "train-images-idx3-ubyte"
    path.write_bytes(path.read_bytes()[:500])
    asked = len(site.asked)
    assert len(load(mnist, root, GREY)[0]) == 20
    assert len(site.asked) == asked


def test_that_a_download_that_is_cut_leaves_nothing_and_is_one_sentence(cifar, root, site):
    site.cut = 50
    with pytest.raises(
        DataError, match=r"^CIFAR-10 is not .* cannot be downloaded \(127.0.0.1: the connection was cut\)"
    ):
        load(cifar, root)
    assert [path.name for path in root.iterdir() if path.name != ".cifar10.lock"] == []
    site.cut = 0
    assert len(load(cifar, root)[0]) == 20


def test_that_what_is_not_the_file_is_not_taken(cifar, root, site):
    site.put("cifar-10-python.tar.gz", b"<html>Please log in</html>")
    with pytest.raises(DataError, match=r"what came is not the file that was expected\)"):
        load(cifar, root)


def test_that_without_a_network_one_sentence_says_where_the_file_would_go(cifar, root, site, monkeypatch):
    monkeypatch.setattr(datasets.CIFAR10, "url", "http://no-such-host.invalid/cifar-10-python.tar.gz")
    with pytest.raises(DataError) as caught:
        load(cifar, root)
    assert "no-such-host.invalid" in str(caught.value)
    assert str(caught.value).endswith(f"connect to the network, or put cifar-10-python.tar.gz into {root}.")
    # Put there by hand, it is taken.
    shutil.copy(site.folder / "cifar-10-python.tar.gz", root)
    assert len(load(cifar, root)[0]) == 20


def test_that_a_download_can_be_stopped(cifar, root):
    def stop(_):
        raise TrainingStopped

    with pytest.raises(TrainingStopped):
        load_torchvision_set(cifar, root, RGB, stop)
    assert not (root / "cifar-10-python.tar.gz.part").exists()


def test_that_imagenette_is_read_from_its_folders(site, root, monkeypatch):
    files = {}
    for part, count in (("train", 2), ("val", 1)):
        for wnid in datasets.Imagenette._WNID_TO_CLASS:
            for number in range(count):
                buffer = io.BytesIO()
                Image.new("RGB", (40, 24 + number), (10, 200, 30)).save(buffer, "JPEG")
                files[f"imagenette2-160/{part}/{wnid}/{number}.JPEG"] = buffer.getvalue()
    archive = (site.url + "imagenette2-160.tgz", site.put("imagenette2-160.tgz", tar(files)))
    monkeypatch.setattr(datasets.Imagenette, "_ARCHIVES", datasets.Imagenette._ARCHIVES | {"160px": archive})
    train, test = load(known("imagenette"), root)
    assert train.images.shape == (20, 3, 32, 32)
    assert test.labels.tolist() == list(range(10))
    next((root / "imagenette2-160" / "train").glob("*/0.JPEG")).unlink()
    assert len(load(known("imagenette"), root)[0]) == 20
    assert len(site.asked) == 1


def test_that_svhn_is_read_with_its_ten_as_zero(site, root, monkeypatch):
    scipy_io = pytest.importorskip("scipy.io", reason="torchvision reads SVHN with scipy")
    split_list = {}
    for part in ("train", "test"):
        buffer = io.BytesIO()
        scipy_io.savemat(buffer, {"X": pixels(part, 32, 32, 3).transpose(1, 2, 3, 0), "y": labels(part)[:, None] + 1})
        name = f"{part}_32x32.mat"
        split_list[part] = [site.url + name, name, site.put(name, buffer.getvalue())]
    monkeypatch.setattr(datasets.SVHN, "split_list", split_list)
    train, _ = load(known("svhn"), root)
    assert torch.equal(train.images, torch.from_numpy(pixels("train", 32, 32, 3)).permute(0, 3, 1, 2))
    assert train.labels[:10].tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]


def test_that_the_table_agrees_with_torchvision():
    assert KNOWN_DATA["fashion_mnist"].classes == tuple(datasets.FashionMNIST.classes)
    assert KNOWN_DATA["kmnist"].classes == tuple(datasets.KMNIST.classes)
    assert KNOWN_DATA["imagenette"].classes == tuple(names[0] for names in datasets.Imagenette._WNID_TO_CLASS.values())
    assert len(set(KNOWN_DATA["cifar100"].classes)) == 100
    assert all(len(data.classes) in (10, 100) for data in ALL_DATA)


def test_that_the_data_folder_is_the_recipes_the_environments_or_the_caches(monkeypatch, tmp_path):
    monkeypatch.delenv("RESDENSE_DATA", raising=False)
    assert data_root(DataConfig(name="mnist")).name == "data"
    monkeypatch.setenv("RESDENSE_DATA", str(tmp_path))
    assert data_root(DataConfig(name="mnist")) == tmp_path
    assert data_root(DataConfig(name="mnist", path="/elsewhere")).as_posix() == "/elsewhere"
    assert not seems_here(DataConfig(name="mnist"))
    assert seems_here(DataConfig())
