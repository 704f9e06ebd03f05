"""Glyphs: a small letter-like shape somewhere in a noisy image, if wished beside a disc that means nothing."""

import numpy as np

# None of them looks the same when it is turned by 90°, 180° or 270°.
PATTERNS = [
    "#....#....#....#....#####",  # L
    "#####..#....#....#....#..",  # T with its stem off the centre
    "####.#....###..#....#....",  # F
    "####.#..#.####.#....#....",  # P
    "#####....#...#...#...#...",  # 7
    "..#...###.#.#.#..#....#..",  # arrow
]
SHAPES = np.array([[c == "#" for c in pattern] for pattern in PATTERNS]).reshape(-1, 5, 5)


def images(count, seed, size=16, classes=6, noise=0.25, distractor=False):
    """Images with one glyph each.

    Returns:
        x (n, size, size, 1) float32 in [0, 1], y (n,) int64, boxes (n, 4) int64: rows and columns [top, bottom, left,
        right) of the glyph. With `distractor` a disc of the glyph's brightness lies elsewhere.
    """
    random = np.random.RandomState(seed)
    scale = max(1, size // 14)
    side = 5 * scale
    x = np.zeros((count, size, size))
    y = random.randint(0, classes, count)
    boxes = np.zeros((count, 4), dtype=np.int64)
    rows, columns = np.mgrid[:size, :size]
    for i, label in enumerate(y):
        top, left = random.randint(0, size - side + 1, 2)
        brightness = random.uniform(0.7, 1.0)
        x[i, top : top + side, left : left + side] = brightness * np.kron(SHAPES[label], np.ones((scale, scale)))
        boxes[i] = top, top + side, left, left + side
        while distractor:
            radius = 1.3 * scale
            row, column = random.uniform(radius, size - radius, 2)
            apart = max(abs(row - top - side / 2), abs(column - left - side / 2)) > side / 2 + radius
            if apart:
                x[i][(rows + 0.5 - row) ** 2 + (columns + 0.5 - column) ** 2 <= radius**2] = brightness
                break
    x = np.clip(x + noise * random.standard_normal(x.shape), 0, 1)
    return x[..., None].astype(np.float32), y.astype(np.int64), boxes


def mini(seed=0):
    """1,200 images of 16×16 to train and 300 to test, six classes, no distractor; see `images`."""
    x_train, y_train, _ = images(1200, 2 * seed)
    x_test, y_test, _ = images(300, 2 * seed + 1)
    return {"x_train": x_train, "y_train": y_train, "x_test": x_test, "y_test": y_test}
