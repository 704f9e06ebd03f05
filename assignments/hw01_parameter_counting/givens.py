"""The numbers of hw01: the published ones, and how a variant draws its own.

Networks are lists of dicts: the class of a Keras layer under "layer", and its settings under Keras' own names.
"""

from typing import Any

import numpy as np

MAPS = {"MobileNetV2": (1280, 2_257_984), "ResNet50": (2048, 23_587_712), "EfficientNetB0": (1280, 4_049_571)}
"""Channels at the end of a backbone without its top, and the parameters of all that comes before."""


def conv(filters: int, kernel: int | tuple[int, int], padding: str = "valid", **settings: Any) -> dict[str, Any]:
    """A convolution; settings that are Keras' defaults are left out."""
    size = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    padded = {} if padding == "valid" else {"padding": padding}
    return {"layer": "Conv2D", "filters": filters, "kernel_size": size, **settings, **padded}


def pool(size: int, stride: int | None = None) -> dict[str, Any]:
    """Max pooling; the stride is left out where it is the size."""
    strides = {} if stride in (None, size) else {"strides": (stride, stride)}
    return {"layer": "MaxPooling2D", "pool_size": (size, size), **strides}


def upsample(rows: int, columns: int) -> dict[str, Any]:
    """Nearest-neighbour upsampling."""
    return {"layer": "UpSampling2D", "size": (rows, columns)}


def dense(units: int) -> dict[str, Any]:
    """A fully connected layer."""
    return {"layer": "Dense", "units": units}


FLATTEN = {"layer": "Flatten"}


def published() -> dict[str, dict[str, Any]]:
    """The numbers of the original homework; the length of a caption, which no count depends on, is ours."""
    return {
        "caption": _caption((30, 30, 1), (64, 128, 256), (7, 5, 3), [(2, 2)] * 3, 1000, 256, 12, (128, 128, 128, 128)),
        "recurrent_cells": {
            "cell_units": 128,
            "cell_inputs": 256,
            "cell_steps": 12,
            "forecaster_units": 50,
            "forecaster_steps": 140,
            "forecaster_features": 1,
        },
        "dilated_network": _dilated(256, (64, 32, 128, 64, 256, 128), 5, (2, 4, 8), (2, 2, 2)),
        "small_classifier": _classifier((28, 28, 3), 32, 3, 5),
        "batchnorm_counts": {"bn_inputs": 10, "bn_units": 20},
        "transfer_head": _transfer("MobileNetV2", 224, 256, 5),
        "autoencoder_tables": _autoencoder(100, (50, 50, 50, 100), (6, 5, 3, 5, 6), 4, (4, 6), (5, 5), (2, 4))
        | _colour((100, 100, 1), (256, 128, 64, 128), 5)
        | _variational((28, 28, 1), (32, 64), 3, 16, 2),
    }


def draw(rng: np.random.RandomState) -> dict[str, dict[str, Any]]:
    """Numbers of a variant: nothing square where the original leaves a choice, no two sizes alike."""
    bn_inputs, bn_units = distinct(rng, range(6, 60), 2)
    cell_units, cell_inputs, cell_steps = distinct(rng, range(8, 200), 3)
    forecaster_units, forecaster_steps = distinct(rng, range(20, 150), 2)
    return {
        "caption": _draw_caption(rng),
        "recurrent_cells": {
            "cell_units": cell_units,
            "cell_inputs": cell_inputs,
            "cell_steps": cell_steps,
            "forecaster_units": forecaster_units,
            "forecaster_steps": forecaster_steps,
            "forecaster_features": pick(rng, range(1, 6)),
        },
        "dilated_network": _draw_dilated(rng),
        "small_classifier": _draw_classifier(rng),
        "batchnorm_counts": {"bn_inputs": bn_inputs, "bn_units": bn_units},
        "transfer_head": _transfer(
            pick(rng, sorted(MAPS)), 32 * pick(rng, range(3, 9)), pick(rng, range(64, 513, 16)), pick(rng, range(3, 41))
        ),
        "autoencoder_tables": _draw_autoencoder(rng)
        | _colour((32 * pick(rng, range(2, 5)),) * 2 + (1,), distinct(rng, range(16, 272, 16), 4), pick(rng, (5, 7)))
        | _variational(
            (*(4 * n for n in distinct(rng, range(4, 11), 2)), pick(rng, (1, 3))),
            distinct(rng, range(8, 72, 8), 2),
            pick(rng, (3, 5)),
            pick(rng, range(10, 40)),
            pick(rng, range(2, 9)),
        ),
    }


def pick(rng: np.random.RandomState, options: Any) -> Any:
    """One of the options."""
    return list(options)[rng.randint(len(options))]


def distinct(rng: np.random.RandomState, options: range, count: int) -> tuple[int, ...]:
    """Different numbers of a range."""
    return tuple(int(n) for n in rng.choice(np.asarray(options), size=count, replace=False))


def positions(size: int, kernel: int, stride: int = 1, dilation: int = 1) -> int:
    """How often a kernel fits along an axis; less than 1 where it does not."""
    return (size - (kernel - 1) * dilation - 1) // stride + 1


def _caption(shape, filters, kernels, pools, vocabulary, word_dims, words, units) -> dict[str, Any]:
    layers = [layer for f, k, p in zip(filters, kernels, pools, strict=True) for layer in (conv(f, k), pool(*p))]
    return {
        "caption_input": shape,
        "caption_layers": [*layers, FLATTEN, dense(units[0])],
        "vocabulary": vocabulary,
        "word_dims": word_dims,
        "caption_words": words,
        "state_units": units[1],
        "text_units": units[2],
        "merged_units": units[3],
    }


def _draw_caption(rng: np.random.RandomState) -> dict[str, Any]:
    # Every map holds several pixels up to the end, and somewhere a pooling window leaves a row over.
    while True:
        height, width = distinct(rng, range(32, 65), 2)
        kernels = [pick(rng, (3, 5, 7)) for _ in range(3)]
        pools = [((2, 2), (2, 2), (3, 3), (3, 2))[rng.randint(4)] for _ in range(3)]
        sizes, left_over = [height, width], False
        for kernel, (size, stride) in zip(kernels, pools, strict=True):
            sizes = [positions(n, kernel) for n in sizes]
            left_over |= any((n - size) % stride for n in sizes)
            sizes = [positions(n, size, stride) for n in sizes]
        if left_over and min(sizes) >= 1 and 2 <= sizes[0] * sizes[1] <= 30:
            break
    filters = sorted(distinct(rng, range(16, 272, 16), 3))
    vocabulary, (word_dims,) = 100 * pick(rng, range(5, 51)), distinct(rng, range(32, 257, 8), 1)
    units = distinct(rng, range(48, 200, 8), 4)
    channels, words = pick(rng, (1, 3)), pick(rng, range(6, 21))
    return _caption((height, width, channels), filters, kernels, pools, vocabulary, word_dims, words, units)


def _dilated(size, filters, kernel, dilations, strides) -> dict[str, Any]:
    layers = []
    for dilation, stride, plain, spread in zip(dilations, strides, filters[::2], filters[1::2], strict=True):
        striding = {"strides": (stride, stride)} if stride > 1 else {}
        layers += [
            conv(plain, 3, "same"),
            conv(spread, kernel, dilation_rate=(dilation, dilation), **striding),
            pool(2),
        ]
    return {"dilated_input": (size, size, 3), "dilated_layers": layers}


def _draw_dilated(rng: np.random.RandomState) -> dict[str, Any]:
    # Seven networks in ten fit; in the others the last dilated kernel is wider than what is left.
    fits = rng.rand() < 0.7
    while True:
        size, kernel = pick(rng, range(96, 257)), pick(rng, (3, 5))
        dilations = sorted(distinct(rng, range(2, 9), 3))
        strides = (2, pick(rng, (1, 2)), pick(rng, (1, 2)))
        left = [size]
        for dilation, stride in zip(dilations, strides, strict=True):
            left.append(positions(left[-1], kernel, stride, dilation) // 2)
        if (min(left) >= 2) == fits and left[2] >= 8 and left[3] != 0:
            break
    return _dilated(size, distinct(rng, range(16, 272, 16), 6), kernel, dilations, strides)


def _classifier(shape, filters, kernel, classes) -> dict[str, Any]:
    layers = [conv(filters, kernel, "same", strides=(2, 2)), pool(2), FLATTEN, dense(classes)]
    return {"classifier_input": shape, "classifier_layers": layers}


def _draw_classifier(rng: np.random.RandomState) -> dict[str, Any]:
    # An odd size before the convolution, and one before the pooling: up there, down here.
    height = 2 * pick(rng, range(12, 25)) + 1
    width = 4 * pick(rng, range(6, 13)) + 1 + pick(rng, (0, 1))
    (filters,) = distinct(rng, range(8, 65, 4), 1)
    return _classifier((height, width, pick(rng, (2, 3, 4))), filters, pick(rng, (3, 5)), pick(rng, range(5, 13)))


def _transfer(backbone: str, image_side: int, hidden_units: int, target_classes: int) -> dict[str, Any]:
    channels, parameters = MAPS[backbone]
    return {
        "backbone": backbone,
        "backbone_params": parameters,
        "image_side": image_side,
        "backbone_map": (image_side // 32, image_side // 32, channels),
        "hidden_units": hidden_units,
        "target_classes": target_classes,
    }


def _autoencoder(side, filters, kernels, first, second, ups, last) -> dict[str, Any]:
    layers = [
        conv(filters[0], kernels[0], "same"),
        pool(first),
        conv(filters[1], kernels[1], "same"),
        pool(*second),
        conv(1, 3),
        conv(1, (1, 2)),
        upsample(ups[0], ups[0]),
        conv(filters[2], kernels[2], "same"),
        upsample(ups[1], ups[1]),
        conv(filters[3], kernels[3], "same"),
        upsample(*last),
        conv(3, kernels[4], "same"),
    ]
    return {"ae_input": (side, side, 3), "ae_layers": layers}


def _draw_autoencoder(rng: np.random.RandomState) -> dict[str, Any]:
    # The code has `high` rows and one column fewer; the decoder must lead from there back to the size of the image.
    while True:
        high, last = (((2, (2, 4)), (2, (3, 6)), (3, (2, 3)), (3, (4, 6))))[rng.randint(4)]
        ups = distinct(rng, range(2, 7), 2)
        side = high * ups[0] * ups[1] * last[0]
        first, second = pick(rng, (2, 3, 4)), (pick(rng, range(2, 6)), pick(rng, range(2, 8)))
        left = side // first
        uneven = second[0] != second[1] and (left - second[0]) % second[1]
        if 40 <= side <= 160 and left >= second[0] and uneven and positions(left, *second) == high + 2:
            break
    kernels = [pick(rng, (3, 5, 7)) for _ in range(4)]
    filters = distinct(rng, range(10, 110, 10), 4)
    return _autoencoder(side, filters, (pick(rng, (4, 6)), *kernels), first, second, ups, last)


def _colour(shape, filters, first_kernel) -> dict[str, Any]:
    kernels = (first_kernel, 3, 3, 3, 3)
    layers = [conv(f, k, "same") for f, k in zip((*filters, 3), kernels, strict=True)]
    return {"colour_input": shape, "colour_layers": layers}


def _variational(shape, filters, kernel, hidden, latent) -> dict[str, Any]:
    return {
        "vae_input": shape,
        "vae_filters": filters,
        "vae_kernel": kernel,
        "vae_hidden": hidden,
        "vae_latent": latent,
    }
