"""No axis for the channel."""

# %% to_grayscale
def to_grayscale(images):
    return images @ np.array([0.299, 0.587, 0.114])
