"""Right numbers as floats."""

# %% to_uint8
def to_uint8(image):
    m, M = image.min(), image.max()
    if m == M:
        return np.zeros(image.shape, float)
    return np.rint(255 * (image - m) / (M - m))
