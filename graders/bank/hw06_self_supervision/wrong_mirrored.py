"""Transposed and flipped instead of turned."""

# %% rotation_set
def make_rotations(images):
    if images.shape[1] != images.shape[2]:
        raise ValueError("not square")
    x = np.concatenate([images, images.transpose(0, 2, 1, 3), images[:, ::-1], images.transpose(0, 2, 1, 3)[:, ::-1]])
    return x, np.repeat(np.eye(4), len(images), axis=0)
