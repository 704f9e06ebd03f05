"""The middle channel."""

# %% to_grayscale
def to_grayscale(images):
    return images[..., 1:2]
