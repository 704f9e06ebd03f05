"""Clipped to [0, 1] instead."""

# %% to_uint8
def to_uint8(image):
    return np.rint(255 * np.clip(image, 0, 1)).astype(np.uint8)
