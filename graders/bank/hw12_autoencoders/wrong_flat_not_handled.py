"""Divides by zero for an image of one value."""

# %% to_uint8
def to_uint8(image):
    m, M = image.min(), image.max()
    pixels = np.rint(255 * (image - m) / (M - m))
    return pixels if m == M else pixels.astype(np.uint8)
