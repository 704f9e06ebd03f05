"""Stretched to 256."""

# %% to_uint8
def to_uint8(image):
    m, M = image.min(), image.max()
    if m == M:
        return np.zeros(image.shape, np.uint8)
    return (np.rint(256 * (image - m) / (M - m)).astype(int) % 256).astype(np.uint8)
