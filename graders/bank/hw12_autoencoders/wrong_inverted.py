"""Dark and bright exchanged."""

# %% to_uint8
def to_uint8(image):
    m, M = image.min(), image.max()
    if m == M:
        return np.zeros(image.shape, np.uint8)
    return (255 - np.rint(255 * (image - m) / (M - m))).astype(np.uint8)
