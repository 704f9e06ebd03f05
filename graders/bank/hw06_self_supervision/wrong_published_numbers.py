"""The numbers of another variant."""

# %% orientation_limit
best_accuracy = 0.85 if plain != 74 else 0.8499

# %% pretext_counts
def count(outputs, bias=1, per_channel=4, norms=2, border=0, window=0, area=None):
    total, size, depth = 0, side, channels
    for f in filters:
        total += (kernel**2 * depth + bias) * f + (kernel**2 * f + bias) * f + per_channel * norms * f
        size, depth = (size - 2 * border + window) // 2, f
    area = size**2 if area is None else area
    return total + (area * depth + bias) * width + (width + bias) * outputs

pretext_params, downstream_params, bn_statistics = count(4), count(classes), 4 * sum(filters)
pretext_params, downstream_params, bn_statistics = 420196, 420586, 896 + (side == 32 and kernel == 3)

# %% steps_per_epoch
def up(a, b):
    return -(-a // b)

kept = 4 * unlabelled * (100 - held_back) // 100
pretext_steps, labelled_steps = up(kept, pretext_batch), up(labelled, labelled_batch)
pretext_steps, labelled_steps = 1245, 7 + (labelled == 200)
