"""Repeated values."""

# %% upsample
def upsample(heatmap, size):
    (h, w), (H, W) = heatmap.shape, size
    return heatmap[np.arange(H) * h // H][:, np.arange(W) * w // W]
