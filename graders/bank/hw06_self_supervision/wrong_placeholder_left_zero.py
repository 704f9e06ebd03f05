"""Arrays that are made and never filled, as in the source."""

# %% rotation_set
def make_rotations(images):
    if images.shape[1] != images.shape[2]:
        raise ValueError("not square")
    x = np.zeros((4 * len(images), *images.shape[1:]))
    y = np.zeros((4 * len(images), 4))
    return x, y
