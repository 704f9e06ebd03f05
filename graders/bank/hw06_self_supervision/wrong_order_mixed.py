"""Images one by one, labels turn by turn."""

# %% rotation_set
def make_rotations(images):
    if images.shape[1] != images.shape[2]:
        raise ValueError("not square")
    x = np.array([np.rot90(image, k) for image in images for k in range(4)])
    return x, np.repeat(np.eye(4), len(images), axis=0)
