"""One batch normalisation per block."""

# %% pretext_counts
def count(outputs, bias=1, per_channel=4, norms=2, border=0, window=0, area=None):
    total, size, depth = 0, side, channels
    for f in filters:
        total += (kernel**2 * depth + bias) * f + (kernel**2 * f + bias) * f + per_channel * norms * f
        size, depth = (size - 2 * border + window) // 2, f
    area = size**2 if area is None else area
    return total + (area * depth + bias) * width + (width + bias) * outputs

pretext_params, downstream_params, bn_statistics = count(4), count(classes), 4 * sum(filters)
pretext_params, downstream_params = count(4, norms=1), count(classes, norms=1)
