"""Draws once for the batch."""

# %% augmentation
def augment(images, seed):
    rng = np.random.RandomState(seed)
    return np.clip(np.roll(images, rng.randint(-1, 2, 2), (1, 2)) * rng.uniform(0.8, 1.2), 0, 1)
