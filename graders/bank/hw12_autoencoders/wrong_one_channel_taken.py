"""The red channel alone."""

# %% to_grayscale
def to_grayscale(images):
    return images[..., :1]
