"""An image of one value becomes white."""

# %% to_uint8
def to_uint8(image):
    m, M = image.min(), image.max()
    if m == M:
        return np.full(image.shape, 255, np.uint8)
    return np.rint(255 * (image - m) / (M - m)).astype(np.uint8)
