"""Clipped to [0, 1]."""

# %% to_grayscale
def to_grayscale(images):
    return np.clip(images @ np.array([[0.299], [0.587], [0.114]]), 0, 1)
