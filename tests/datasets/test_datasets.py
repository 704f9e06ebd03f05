"""Data sets: the built-in ones are what they say, the real ones are read whole or refused with a sentence."""

import gzip
import os
import shutil
import struct
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import datasets
from datasets import DataError, ecg, fruit, glyphs, load, newswire, real

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("TAMRIN_DATA") or ROOT.parent / "shared" / "data")


def same(a, b):
    return a.keys() == b.keys() and all(np.array_equal(a[key], b[key]) for key in a if key[0] in "xy")


@pytest.mark.parametrize("name", sorted(datasets.BUILT_IN))
def test_built_in_set_is_the_same_every_time_and_another_for_another_seed(name):
    once, again, other = load(name), load(name), load(name, seed=1)
    assert same(once, again)
    assert repr(once) != repr(other)
    for split in ("train", "test"):
        lengths = {len(value) for key, value in once.items() if key.endswith(split)}
        assert len(lengths) == 1 and lengths.pop() >= 50


@pytest.mark.parametrize("name", ["digits", "glyphs", "fruit", "ecg5000"])
def test_classes_of_built_in_sets_are_all_there(name):
    found = load(name)
    classes = set(np.unique(found["y_train"]))
    assert classes == set(np.unique(found["y_test"])) == set(range(len(classes)))
    assert min(Counter(found["y_train"].tolist()).values()) >= 0.5 * len(found["y_train"]) / len(classes)


def test_digits_are_those_of_the_archive_and_some_are_held_back():
    from sklearn.datasets import load_digits

    whole = load_digits()
    known = {image.tobytes() for image in np.round(whole.images * 255 / 16).astype(np.uint8)}
    found = load("mnist")
    ours = [image.tobytes() for image in (*found["x_train"], *found["x_test"])]
    assert len(ours) == 1400 and set(ours) <= known


@given(st.integers(0, 50), st.booleans(), st.sampled_from([16, 28]))
def test_glyph_lies_in_its_box_and_nothing_else_does_but_the_disc(seed, distractor, size):
    x, y, boxes = glyphs.images(3, seed, size=size, noise=0.0, distractor=distractor)
    for image, label, (top, bottom, left, right) in zip(x[..., 0], y, boxes, strict=True):
        inside = image[top:bottom, left:right] > 0
        scale = inside.shape[0] // 5
        assert np.array_equal(inside[::scale, ::scale], glyphs.SHAPES[label])
        outside = image.copy()
        outside[top:bottom, left:right] = 0
        assert (outside > 0).any() == distractor


def test_no_glyph_looks_like_itself_or_another_when_turned():
    turned = [np.rot90(shape, k).tobytes() for shape in glyphs.SHAPES for k in range(4)]
    assert len(set(turned)) == len(turned)


def test_kinds_of_fruit_differ_in_colour_and_lie_on_white():
    x, y = fruit.images([20, 20, 20, 20], 3)
    assert np.all(x[:, 0, 0].mean(0) > 0.95)
    fruits = np.array([image[image.min(-1) < 0.8].mean(0) for image in x])
    nearest = np.argmin(((fruits[:, None] - fruit.COLOURS) ** 2).sum(-1), axis=1)
    assert np.mean(nearest == y) == 1


def test_beats_are_standardised_and_normal_ones_alike():
    x = ecg.beats(np.repeat(np.arange(5), 40), 7)
    assert x.shape == (200, 140) and x.dtype == np.float32
    assert np.allclose(x.mean(1), 0, atol=1e-5) and np.allclose(x.std(1), 1, atol=1e-4)
    normal = x[:40].mean(0)
    peak = int(np.argmax(normal))
    assert 60 <= peak <= 80, "R in the middle"
    assert normal[peak + 25 : peak + 45].max() > 0.5, "T upright"
    assert x[40:80].mean(0)[peak + 25 : peak + 45].min() < -0.5, "T inverted"


def test_stories_hold_the_words_of_their_topic():
    texts, topics = newswire.stories(40, 5)
    for text, topic in zip(texts, topics, strict=True):
        counts = {name: sum(text.lower().count(word) for word in words) for name, words in newswire.TOPICS.items()}
        assert max(counts, key=counts.get) == topic


def test_package_imports_nothing_but_numpy_and_what_python_has():
    source = (
        "import sys; import datasets; print(*{m.split('.')[0] for m in sys.modules} - set(sys.stdlib_module_names))"
    )
    ran = subprocess.run([sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {source}"],
                         capture_output=True, text=True, check=True)  # fmt: skip
    assert {name for name in ran.stdout.split() if not name.startswith("_")} <= {
        "datasets",
        "numpy",
        "mkl",
        "cython_runtime",
    }


@pytest.mark.parametrize(
    ("name", "shapes"),
    [
        ("mnist", {"x_train": (60000, 28, 28), "y_train": (60000,), "x_test": (10000, 28, 28), "y_test": (10000,)}),
        ("fashion_mnist", {"x_train": (60000, 28, 28), "y_train": (60000,), "x_test": (10000, 28, 28)}),
        ("cifar10", {"x_train": (10000, 32, 32, 3), "y_train": (10000,), "x_test": (2000, 32, 32, 3)}),
        ("ecg5000", {"x_train": (4000, 140), "y_train": (4000,), "x_test": (1000, 140), "y_test": (1000,)}),
        ("orl_faces", {"x_train": (320, 112, 92), "y_train": (320,), "x_test": (80, 112, 92), "y_test": (80,)}),
    ],
)
def test_real_arrays_are_read(name, shapes, monkeypatch):
    if not (SHARED / name).is_dir():
        pytest.skip(f"the files of {name} are not here; TAMRIN_DATA names their folder")
    monkeypatch.setenv("TAMRIN_DATA", str(SHARED))
    found = load(name, "full")
    assert {key: found[key].shape for key in shapes} == shapes
    for split in ("train", "test"):
        counts = np.bincount(found[f"y_{split}"].astype(int))
        assert counts.min() >= 0.5 * counts.max() or name == "ecg5000"
    if name == "mnist":
        assert found["y_train"][:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    if name == "ecg5000":
        assert int(found["y_train"].sum() + found["y_test"].sum()) == 2081
    if name == "orl_faces":
        assert set(np.bincount(found["y_test"].astype(int) - found["y_test"].min())) == {2}


def test_real_newswire_is_read_in_its_split(monkeypatch):
    if not (SHARED / "reuters21578").is_dir():
        pytest.skip("the files of reuters21578 are not here; TAMRIN_DATA names their folder")
    monkeypatch.setenv("TAMRIN_DATA", str(SHARED))
    found = load("reuters21578", "full")
    assert (len(found["text_train"]), len(found["text_test"])) == (9603, 3299)
    crude = sum("crude" in topics for topics in found["topics_train"])
    assert crude == 389


@pytest.mark.parametrize(("name", "subset"), [("nothing", "mini"), ("glyphs", "full"), ("mnist", "half")])
def test_what_there_is_not_is_said(name, subset):
    with pytest.raises(DataError):
        load(name, subset)


def test_missing_and_damaged_files_are_said(monkeypatch, tmp_path):
    monkeypatch.setenv("TAMRIN_DATA", str(tmp_path))
    monkeypatch.setattr(datasets, "cache", lambda: tmp_path / "none")
    with pytest.raises(DataError, match="are not here: `tamrin data fetch ecg5000`"):
        load("ecg5000", "full")
    (tmp_path / "ecg5000").mkdir()
    (tmp_path / "ecg5000" / "ecg5000.npz").write_bytes(b"PK")
    with pytest.raises(DataError, match="is damaged, or another file"):
        load("ecg5000", "full")


def test_one_changed_byte_is_damage(monkeypatch, tmp_path):
    if not (SHARED / "ecg5000").is_dir():
        pytest.skip("the files of ecg5000 are not here; TAMRIN_DATA names their folder")
    monkeypatch.setenv("TAMRIN_DATA", str(tmp_path))
    folder = tmp_path / "ecg5000"
    folder.mkdir()
    shutil.copy(SHARED / "ecg5000" / "ecg5000.npz", folder)
    content = bytearray((folder / "ecg5000.npz").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / "ecg5000.npz").chmod(0o644)
    (folder / "ecg5000.npz").write_bytes(content)
    with pytest.raises(DataError, match="damaged"):
        load("ecg5000", "full")


def idx(code, shape, body):
    return struct.pack(f">HBB{len(shape)}I", 0, code, len(shape), *shape) + body


@given(
    st.sampled_from([(0x08, "u1"), (0x0C, ">i4"), (0x0E, ">f8")]), st.lists(st.integers(0, 4), min_size=1, max_size=3)
)
def test_idx_round_trips(tmp_path_factory, kind, shape):
    code, dtype = kind
    array = np.arange(np.prod(shape), dtype=dtype).reshape(shape)
    path = tmp_path_factory.mktemp("idx") / "x.gz"
    path.write_bytes(gzip.compress(idx(code, shape, array.tobytes())))
    assert np.array_equal(real.read_idx(path), array)


@pytest.mark.parametrize(
    "content", [idx(8, (3,), b"12"), idx(8, (3,), b"1234"), idx(7, (1,), b"1"), b"\1" + idx(8, (1,), b"1")[1:]]
)
def test_idx_that_is_none_is_refused(tmp_path, content):
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(content))
    with pytest.raises(ValueError, match=r"x\.gz"):
        real.read_idx(path)
