"""Folders of images as people have them, and every way in which they are not quite right."""

import shutil

import pytest

from explorer.experiment.recipe import DataConfig
from explorer.training.data.image_folder import find_images, find_recipe_images
from explorer.training.data.image_set import DataError, DataMissingError


def find(root, *, test_fraction=0.25, seed=0):
    return find_images(root, test_fraction=test_fraction, seed=seed)


@pytest.mark.parametrize("name", ["test", "val"])
def test_that_two_sets_are_taken_as_they_are(image_root, name):
    (image_root / "test").rename(image_root / name)
    folder = find(image_root)
    assert folder.classes == ("dark", "light")
    assert folder.train.labels == (0,) * 12 + (1,) * 12
    assert folder.test.labels == (0,) * 4 + (1,) * 4
    labelled = zip(folder.test.paths, folder.test.labels, strict=True)
    assert all(path.parent.name == folder.classes[label] for path, label in labelled)


def test_that_one_set_is_split_by_the_seed_and_class_by_class(image_root):
    folder = find(image_root / "train")
    assert (len(folder.train.paths), len(folder.test.paths)) == (18, 6)
    assert folder.test.labels == (0,) * 3 + (1,) * 3
    assert not set(folder.train.paths) & set(folder.test.paths)
    assert find(image_root / "train") == folder
    assert find(image_root / "train", seed=1) != folder


@pytest.mark.parametrize("test_fraction", [0.0001, 0.9999])
def test_that_neither_part_of_a_split_is_ever_empty(image_root, test_fraction):
    folder = find(image_root / "train", test_fraction=test_fraction)
    assert set(folder.train.labels) == set(folder.test.labels) == {0, 1}


def test_that_other_files_and_hidden_ones_are_passed_over(image_root):
    before = find(image_root)
    for name in ("Thumbs.db", "._0.png", "notes.txt"):
        (image_root / "train" / "dark" / name).write_text("")
    for name in (".cache", "__MACOSX"):
        (image_root / "train" / name).mkdir()
    assert find(image_root) == before


def test_that_images_deeper_in_a_class_count_too(image_root, make_image):
    deep = make_image(image_root / "train" / "dark" / "more" / "deep.JPEG")
    assert deep in find(image_root).train.paths


def test_that_a_missing_folder_is_named(tmp_path):
    with pytest.raises(DataError, match=r"There is no folder .*nowhere"):
        find(tmp_path / "nowhere")


def test_that_a_recipe_without_a_folder_is_told_to_choose_one():
    with pytest.raises(DataMissingError, match="names no folder of images"):
        find_recipe_images(DataConfig(name="folder"), seed=0)


def test_that_a_class_missing_in_the_test_set_is_named(image_root):
    shutil.rmtree(image_root / "test" / "light")
    with pytest.raises(DataError, match=r'The class "light" is in .*train but not in .*test; both need'):
        find(image_root)


def test_that_a_class_missing_in_the_training_set_is_named(image_root):
    shutil.rmtree(image_root / "train" / "dark")
    with pytest.raises(DataError, match=r'The class "dark" is in .*test but not in .*train; both need'):
        find(image_root)


def test_that_an_empty_class_is_named(image_root):
    (image_root / "train" / "empty").mkdir()
    (image_root / "test" / "empty").mkdir()
    with pytest.raises(DataError, match=r"class folder .*train.empty holds no images"):
        find(image_root)


def test_that_a_folder_without_classes_is_explained(tmp_path, make_image):
    make_image(tmp_path / "flat" / "a.png")
    with pytest.raises(DataError, match="put the images of each class into a folder of its own"):
        find(tmp_path / "flat")


def test_that_a_training_set_without_test_set_is_explained(image_root):
    shutil.rmtree(image_root / "test")
    with pytest.raises(DataError, match=r"has train/ but neither test/ nor val/ beside it; add one, or choose .*train"):
        find(image_root)


def test_that_a_class_of_one_image_cannot_be_split(image_root, make_image):
    make_image(image_root / "train" / "rare" / "a.png")
    with pytest.raises(DataError, match=r"class folder .*rare holds one image"):
        find(image_root / "train")
