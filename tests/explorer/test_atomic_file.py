"""Whole files or none, and one clear sentence when the disk refuses."""

import subprocess
from pathlib import Path

import pytest

from explorer.atomic_file import FileWriteError, replaced_when_written, write_atomically


@pytest.fixture
def tiny_disk(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True)
    if mounted.returncode:
        pytest.skip("a small disk can be mounted by root alone")
    yield disk
    subprocess.run(["umount", disk], check=True)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_that_a_file_is_written_and_nothing_else_is_left(tmp_path):
    write_atomically(tmp_path / "a.json", b"one")
    write_atomically(tmp_path / "a.json", b"two")
    assert (tmp_path / "a.json").read_bytes() == b"two"
    assert names(tmp_path) == ["a.json"]


def test_that_the_old_file_stays_when_writing_fails(tmp_path):
    write_atomically(tmp_path / "a.json", b"old")
    with pytest.raises(RuntimeError), replaced_when_written(tmp_path / "a.json") as temporary:
        temporary.write_bytes(b"half")
        raise RuntimeError("the writer broke")
    assert (tmp_path / "a.json").read_bytes() == b"old"
    assert names(tmp_path) == ["a.json"]


def test_that_a_full_disk_is_one_sentence_and_the_old_file_stays(tiny_disk):
    write_atomically(tiny_disk / "a.json", b"old")
    with pytest.raises(FileWriteError, match=r"Cannot write .*a\.json: the disk is full; .*\.$"):
        write_atomically(tiny_disk / "a.json", b"x" * 200_000)
    assert (tiny_disk / "a.json").read_bytes() == b"old"
    assert names(tiny_disk) == ["a.json"]


def test_that_a_read_only_file_system_is_one_sentence(tiny_disk):
    subprocess.run(["mount", "-o", "remount,ro", tiny_disk], check=True)
    with pytest.raises(FileWriteError, match="the file system is read-only"):
        write_atomically(tiny_disk / "a.json", b"x")


def test_that_a_file_in_the_way_of_the_folder_is_one_sentence(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileWriteError, match="a part of its path is a file"):
        write_atomically(tmp_path / "file" / "a.json", b"x")


def test_that_a_missing_folder_is_one_sentence(tmp_path):
    with pytest.raises(FileWriteError, match="its folder does not exist"):
        write_atomically(tmp_path / "none" / "a.json", b"x")


def test_that_a_folder_without_permission_is_one_sentence(tmp_path, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(FileWriteError, match="the permission is missing"):
        write_atomically(tmp_path / "a.json", b"x")
