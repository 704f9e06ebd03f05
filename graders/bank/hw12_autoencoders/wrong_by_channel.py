"""Every channel by itself."""

# %% to_uint8
def to_uint8(image):
    if np.ptp(image) == 0:
        return np.zeros(image.shape, np.uint8)
    m, r = image.min(axis=(0, 1)), np.ptp(image, axis=(0, 1))
    return np.rint(255 * (image - m) / np.where(r == 0, 1, r)).astype(np.uint8)
