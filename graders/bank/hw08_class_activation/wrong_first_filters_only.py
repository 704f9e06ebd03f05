"""The strongest filter alone."""

# %% cam
def cam(feature_maps, weights, class_index):
    d = np.argmax(np.abs(weights[:, class_index]))
    return feature_maps[..., d] * weights[d, class_index]
