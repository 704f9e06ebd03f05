"""Only the first image is turned."""

# %% rotation_set
def make_rotations(images):
    if images.shape[1] != images.shape[2]:
        raise ValueError("not square")
    x = np.stack([np.rot90(images[0], k) for k in range(4)])
    return x, np.eye(4)
