"""Bytes with a sign."""

# %% to_uint8
def to_uint8(image):
    m, M = image.min(), image.max()
    if m == M:
        return np.zeros(image.shape, np.int8)
    return np.rint(255 * (image - m) / (M - m)).astype(int).astype(np.int8)
