"""Moves by up to half of the width, and around the border."""

# %% augmentation
def augment(images, seed):
    rng = np.random.RandomState(seed)
    n, h, w, c = images.shape
    return np.stack([np.roll(image, (rng.randint(h // 2 - 1, h // 2 + 2), rng.randint(w)), (0, 1)) for image in images])
