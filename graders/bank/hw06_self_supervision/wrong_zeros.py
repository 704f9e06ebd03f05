"""Nothing but zeros."""

# %% rotation_set
def make_rotations(images):
    if images.shape[1] != images.shape[2]:
        raise ValueError("not square")
    return np.zeros((4 * len(images), *images.shape[1:])), np.tile(np.eye(4), (len(images), 1))

# %% pretext_counts
def count(outputs, bias=1, per_channel=4, norms=2, border=0, window=0, area=None):
    total, size, depth = 0, side, channels
    for f in filters:
        total += (kernel**2 * depth + bias) * f + (kernel**2 * f + bias) * f + per_channel * norms * f
        size, depth = (size - 2 * border + window) // 2, f
    area = size**2 if area is None else area
    return total + (area * depth + bias) * width + (width + bias) * outputs

pretext_params, downstream_params, bn_statistics = count(4), count(classes), 4 * sum(filters)
pretext_params = downstream_params = bn_statistics = 0

# %% steps_per_epoch
def up(a, b):
    return -(-a // b)

kept = 4 * unlabelled * (100 - held_back) // 100
pretext_steps, labelled_steps = up(kept, pretext_batch), up(labelled, labelled_batch)
pretext_steps = labelled_steps = 0

# %% linear_probe
def linear_probe(features, labels, test_features):
    return np.zeros(len(test_features), dtype=int)

# %% masked_loss
def joint_loss(class_probs, class_targets, rot_probs, rot_targets, weights):
    def losses(p, t):
        return -np.sum(t * np.log(np.where(t > 0, p, 1.0)), axis=1)

    return 0.0

# %% masked_accuracy
def masked_accuracy(probs, targets):
    labelled = targets.any(axis=1)
    if not labelled.any():
        raise ValueError("no row is labelled")
    hits = probs.argmax(axis=1) == targets.argmax(axis=1)
    return 0.0
