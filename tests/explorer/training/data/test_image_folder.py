"""Folders of pictures as people have them, and every way in which they are not quite right."""

import shutil

import pytest

from explorer.experiment.recipe import DataConfig
from explorer.training.data.image_folder import find_pictures, find_recipe_pictures
from explorer.training.data.image_set import DataError, DataMissingError


def find(root, *, test_fraction=0.25, seed=0):
    return find_pictures(root, test_fraction=test_fraction, seed=seed)


@pytest.mark.parametrize("name", ["test", "val"])
def test_that_two_sets_are_taken_as_they_are(picture_root, name):
    (picture_root / "test").rename(picture_root / name)
    folder = find(picture_root)
    assert folder.classes == ("dark", "light")
    assert folder.train.labels == (0,) * 12 + (1,) * 12
    assert folder.test.labels == (0,) * 4 + (1,) * 4
    labelled = zip(folder.test.paths, folder.test.labels, strict=True)
    assert all(path.parent.name == folder.classes[label] for path, label in labelled)


def test_that_one_set_is_split_by_the_seed_and_class_by_class(picture_root):
    folder = find(picture_root / "train")
    assert (len(folder.train.paths), len(folder.test.paths)) == (18, 6)
    assert folder.test.labels == (0,) * 3 + (1,) * 3
    assert not set(folder.train.paths) & set(folder.test.paths)
    assert find(picture_root / "train") == folder
    assert find(picture_root / "train", seed=1) != folder


@pytest.mark.parametrize("test_fraction", [0.0001, 0.9999])
def test_that_neither_part_of_a_split_is_ever_empty(picture_root, test_fraction):
    folder = find(picture_root / "train", test_fraction=test_fraction)
    assert set(folder.train.labels) == set(folder.test.labels) == {0, 1}


def test_that_other_files_and_hidden_ones_are_passed_over(picture_root):
    before = find(picture_root)
    for name in ("Thumbs.db", "._0.png", "notes.txt"):
        (picture_root / "train" / "dark" / name).write_text("")
    for name in (".cache", "__MACOSX"):
        (picture_root / "train" / name).mkdir()
    assert find(picture_root) == before


def test_that_pictures_deeper_in_a_class_count_too(picture_root, make_picture):
    deep = make_picture(picture_root / "train" / "dark" / "more" / "deep.JPEG")
    assert deep in find(picture_root).train.paths


def test_that_a_missing_folder_is_named(tmp_path):
    with pytest.raises(DataError, match=r"There is no folder .*nowhere"):
        find(tmp_path / "nowhere")


def test_that_a_recipe_without_a_folder_is_told_to_choose_one():
    with pytest.raises(DataMissingError, match="names no folder of pictures"):
        find_recipe_pictures(DataConfig(name="folder"), seed=0)


def test_that_a_class_missing_in_the_test_set_is_named(picture_root):
    shutil.rmtree(picture_root / "test" / "light")
    with pytest.raises(DataError, match=r'The class "light" is in .*train but not in .*test; both need'):
        find(picture_root)


def test_that_a_class_missing_in_the_training_set_is_named(picture_root):
    shutil.rmtree(picture_root / "train" / "dark")
    with pytest.raises(DataError, match=r'The class "dark" is in .*test but not in .*train; both need'):
        find(picture_root)


def test_that_an_empty_class_is_named(picture_root):
    (picture_root / "train" / "empty").mkdir()
    (picture_root / "test" / "empty").mkdir()
    with pytest.raises(DataError, match=r"class folder .*train.empty holds no pictures"):
        find(picture_root)


def test_that_a_folder_without_classes_is_explained(tmp_path, make_picture):
    make_picture(tmp_path / "flat" / "a.png")
    with pytest.raises(DataError, match="put the pictures of each class into a folder of its own"):
        find(tmp_path / "flat")


def test_that_a_training_set_without_test_set_is_explained(picture_root):
    shutil.rmtree(picture_root / "test")
    with pytest.raises(DataError, match=r"has train/ but neither test/ nor val/ beside it; add one, or choose .*train"):
        find(picture_root)


def test_that_a_class_of_one_picture_cannot_be_split(picture_root, make_picture):
    make_picture(picture_root / "train" / "rare" / "a.png")
    with pytest.raises(DataError, match=r"class folder .*rare holds one picture"):
        find(picture_root / "train")
