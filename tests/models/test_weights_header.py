"""What is read of a file of weights before anything in it is believed."""

import json
import struct
import zipfile

import pytest
import safetensors.torch
import torch

from models.weights_header import LARGEST_HEADER, HeaderError, read_metadata


def safetensors_file(path, header: bytes, length: int | None = None):
    path.write_bytes(struct.pack("<Q", len(header) if length is None else length) + header)
    return path


def refusal(path) -> str:
    with pytest.raises(HeaderError, match=r"^[^\n]+\.$") as refused:
        read_metadata(path)
    assert str(path) in str(refused.value)
    return str(refused.value)


def test_that_the_metadata_of_safetensors_is_read(tmp_path):
    path = tmp_path / "w.safetensors"
    safetensors.torch.save_file({"weight": torch.ones(3)}, path, {"experiment": "mine"})
    assert read_metadata(path) == {"experiment": "mine"}


def test_that_a_file_without_metadata_has_none(tmp_path):
    safetensors.torch.save_file({"weight": torch.ones(3)}, tmp_path / "w.safetensors")
    torch.save({"weight": torch.ones(3)}, tmp_path / "w.pt")
    (tmp_path / "old.pt").write_bytes(b"\x80\x02 an old pickle")
    assert [read_metadata(tmp_path / name) for name in ("w.safetensors", "w.pt", "old.pt")] == [{}, {}, {}]


@pytest.mark.parametrize("length", [0, 1, 100, 2**40, 2**64 - 2])
def test_that_a_header_longer_than_its_file_is_refused(tmp_path, length):
    assert "not a whole file" in refusal(safetensors_file(tmp_path / "w.safetensors", b"{", length + 1))


def test_that_a_header_of_a_hundred_megabytes_is_not_read(tmp_path):
    path = safetensors_file(tmp_path / "w.safetensors", b"{")
    with path.open("r+b") as file:
        file.write(struct.pack("<Q", 100 * 2**20))
        # A hole: it takes no room on the disk.
        file.truncate(101 * 2**20)
    assert "more than any network needs" in refusal(path)


@pytest.mark.parametrize(
    "header", [b"[]", b"not JSON", b"\xff\xfe", b"[" * 100_000, b'{"__metadata__": 3}', b"\x00" * 9]
)
def test_that_a_header_that_is_none_is_refused(tmp_path, header):
    assert "not a whole file" in refusal(safetensors_file(tmp_path / "w.safetensors", header))


def test_that_metadata_must_be_texts(tmp_path):
    header = json.dumps({"__metadata__": {"experiment": {"name": 1}}}).encode()
    assert "not a whole file" in refusal(safetensors_file(tmp_path / "w.safetensors", header))


def test_that_a_zip_bomb_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "w.pt", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("w/resdense.json", b"0" * (LARGEST_HEADER // 4))
    assert (tmp_path / "w.pt").stat().st_size < 2**16
    assert "would be larger unpacked" in refusal(tmp_path / "w.pt")


def test_that_a_damaged_archive_is_refused(tmp_path):
    torch.save({"weight": torch.ones(3)}, tmp_path / "w.pt")
    with zipfile.ZipFile(tmp_path / "w.pt", "a") as archive:
        archive.writestr("w/resdense.json", "not JSON")
    assert "not a whole file" in refusal(tmp_path / "w.pt")
