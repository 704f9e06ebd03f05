"""Turned in place within the loop before it is stored."""

# %% rotation_set
def make_rotations(images):
    if images.shape[1] != images.shape[2]:
        raise ValueError("not square")
    x, y = [], []
    for image in images:
        for k in range(4):
            image = np.rot90(image)
            x.append(image)
            y.append(np.eye(4)[k])
    return np.array(x), np.array(y)
