"""Turns half of the images upside down."""

# %% augmentation
def augment(images, seed):
    rng = np.random.RandomState(seed)
    n, h, w, c = images.shape
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1), (0, 0)))
    made = []
    for image in padded:
        i, j, light = rng.randint(3), rng.randint(3), rng.uniform(0.8, 1.2)
        image = image[::-1] if rng.rand() < 0.5 else image
        made.append(np.clip(image[i:i + h, j:j + w] * light, 0, 1))
    return np.stack(made)
