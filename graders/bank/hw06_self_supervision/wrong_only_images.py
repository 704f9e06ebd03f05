"""The labels are not returned."""

# %% rotation_set
def make_rotations(images):
    if images.shape[1] != images.shape[2]:
        raise ValueError("not square")
    return np.concatenate([np.rot90(images, k, axes=(1, 2)) for k in range(4)])
