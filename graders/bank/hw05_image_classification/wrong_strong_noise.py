"""Noise hides the character."""

# %% augmentation
def augment(images, seed):
    rng = np.random.RandomState(seed)
    return np.clip(images * 0.2 + rng.uniform(0, 1, images.shape), 0, 1)
