"""BT.709."""

# %% to_grayscale
def to_grayscale(images):
    return images @ np.array([[0.2126], [0.7152], [0.0722]])
