"""rot90 without axes turns the batch."""

# %% rotation_set
def make_rotations(images):
    if images.shape[1] != images.shape[2]:
        raise ValueError("not square")
    x = np.concatenate([np.rot90(images, 0), np.rot90(images, 2), np.rot90(images, 0)[:, ::-1], np.rot90(images, 2)[::-1]])
    return x, np.repeat(np.eye(4), len(images), axis=0)
