"""One turn for each image."""

# %% rotation_set
def make_rotations(images):
    if images.shape[1] != images.shape[2]:
        raise ValueError("not square")
    rng = np.random.RandomState(0)
    k = rng.randint(0, 4, len(images))
    return np.array([np.rot90(image, t) for image, t in zip(images, k)]), np.eye(4)[k]
