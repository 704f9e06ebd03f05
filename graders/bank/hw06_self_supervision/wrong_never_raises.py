"""Nothing is refused."""

# %% rotation_set
def make_rotations(images):
    n, h, w, c = images.shape
    s = max(h, w)
    images = np.pad(images, ((0, 0), (0, s - h), (0, s - w), (0, 0)))
    x = np.concatenate([np.rot90(images, k, axes=(1, 2)) for k in range(4)])
    return x, np.repeat(np.eye(4), n, axis=0)

# %% masked_accuracy
def masked_accuracy(probs, targets):
    labelled = targets.any(axis=1)
    if not labelled.any():
        return 0.0
    return np.mean(probs[labelled].argmax(axis=1) == targets[labelled].argmax(axis=1))
