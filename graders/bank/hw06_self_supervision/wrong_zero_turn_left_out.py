"""Three turns only."""

# %% rotation_set
def make_rotations(images):
    if images.shape[1] != images.shape[2]:
        raise ValueError("not square")
    x = np.concatenate([np.rot90(images, k, axes=(1, 2)) for k in (1, 2, 3)])
    return x, np.repeat(np.eye(4)[1:], len(images), axis=0)
