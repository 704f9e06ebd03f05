"""Readers of the real data sets: from files whose checksums have been compared to plain arrays."""

import gzip
import json
import struct

import numpy as np

_TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}


def idx(folder):
    """MNIST and Fashion-MNIST: x (n, 28, 28) uint8, y (n,) uint8; 60,000 to train, 10,000 to test.

    Source: the IDX format as its authors describe it, http://yann.lecun.com/exdb/mnist/.
    """
    names = {"train": "train", "test": "t10k"}
    found = {}
    for split, prefix in names.items():
        found[f"x_{split}"] = read_idx(folder / f"{prefix}-images-idx3-ubyte.gz")
        found[f"y_{split}"] = read_idx(folder / f"{prefix}-labels-idx1-ubyte.gz")
    return found


def read_idx(path):
    """One array of a gzipped IDX file.

    Raises:
        ValueError: the header is not that of an IDX file, or the file holds more or fewer bytes than it says.
    """
    with gzip.open(path) as file:
        content = file.read()
    zeros, code, axes = struct.unpack(">HBB", content[:4])
    if zeros or code not in _TYPES:
        raise ValueError(f"{path.name} is no IDX file")
    shape = struct.unpack(f">{axes}I", content[4 : 4 + 4 * axes])
    dtype = np.dtype(_TYPES[code])
    body = content[4 + 4 * axes :]
    if len(body) != dtype.itemsize * int(np.prod(shape)):
        raise ValueError(f"{path.name} holds {len(body):,} bytes, not an array of shape {shape}")
    return np.frombuffer(body, dtype).reshape(shape).astype(dtype.newbyteorder("="))


def cifar10(folder):
    """CIFAR-10: x (n, 32, 32, 3) uint8, y (n,) uint8; 10,000 to train and 2,000 to test of the 60,000.

    Source: Krizhevsky 2009, Learning multiple layers of features from tiny images.
    """
    with np.load(folder / "cifar10_12k_from_jpeg.npz", allow_pickle=False) as arrays:
        return {name: arrays[name] for name in ("x_train", "y_train", "x_test", "y_test")}


def ecg5000(folder):
    """ECG5000: x (n, 140) float32, one heartbeat in each row; y (n,) is 0 for a normal one and 1 for any other.

    The archive's order is kept: the first 500 rows are its training part. Source: UCR archive, PhysioNet BIDMC chf07.
    """
    with np.load(folder / "ecg5000.npz", allow_pickle=False) as arrays:
        x, y = arrays["x"], arrays["anomaly"]
    order = np.random.RandomState(0).permutation(len(x))  # the abnormal beats lie together
    train, test = order[:4000], order[4000:]
    return {"x_train": x[train], "y_train": y[train], "x_test": x[test], "y_test": y[test]}


def orl_faces(folder):
    """ORL faces: x (400, 112, 92) uint8, y (400,) the person in 0…39, 10 pictures of each of 40.

    Source: AT&T Laboratories Cambridge, Samaria & Harter 1994, doi:10.1109/ACV.1994.341300.
    """
    with np.load(folder / "orl_faces_400x112x92.npz", allow_pickle=False) as arrays:
        x, y = arrays["x"], arrays["y"] - 1
    test = np.arange(len(x)) % 10 >= 8  # the last two pictures of each person
    return {"x_train": x[~test], "y_train": y[~test], "x_test": x[test], "y_test": y[test]}


def reuters21578(folder):
    """Reuters-21578 in the ModApte split: texts and topics, lists of str and of lists of str, for train and test.

    Source: Lewis 1997, Reuters-21578 text categorization test collection, distribution 1.0.
    """
    found = {"text_train": [], "topics_train": [], "text_test": [], "topics_test": []}
    with gzip.open(folder / "reuters21578.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            story = json.loads(line)
            if story["split"] in ("train", "test"):
                found[f"text_{story['split']}"].append(f"{story['title']}\n{story['body']}")
                found[f"topics_{story['split']}"].append(story["topics"])
    return found
