"""Another exception than the one asked for."""

# %% rotation_set
def make_rotations(images):
    if images.shape[1] != images.shape[2]:
        raise RuntimeError("not square")
    x = np.concatenate([np.rot90(images, k, axes=(1, 2)) for k in range(4)])
    return x, np.repeat(np.eye(4), len(images), axis=0)

# %% masked_accuracy
def masked_accuracy(probs, targets):
    labelled = targets.any(axis=1)
    if not labelled.any():
        raise ZeroDivisionError
    return np.mean(probs[labelled].argmax(axis=1) == targets[labelled].argmax(axis=1))
