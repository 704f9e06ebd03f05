"""Cuts decimals off."""

# %% to_uint8
def to_uint8(image):
    m, M = image.min(), image.max()
    if m == M:
        return np.zeros(image.shape, np.uint8)
    return (255 * (image - m) / (M - m) + 1e-9).astype(np.uint8)
