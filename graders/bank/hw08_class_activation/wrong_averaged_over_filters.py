"""The mean of the weighted maps."""

# %% cam
def cam(feature_maps, weights, class_index):
    return np.mean(feature_maps * weights[:, class_index], axis=-1)
