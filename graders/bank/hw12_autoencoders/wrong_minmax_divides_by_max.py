"""Divides by the maximum."""

# %% to_uint8
def to_uint8(image):
    m, M = image.min(), image.max()
    if m == M:
        return np.zeros(image.shape, np.uint8)
    return (np.rint(255 * (image - m) / (M or 1)).astype(int) % 256).astype(np.uint8)
