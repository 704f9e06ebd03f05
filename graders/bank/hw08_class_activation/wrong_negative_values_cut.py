"""A ReLU."""

# %% cam
def cam(feature_maps, weights, class_index):
    return np.maximum(feature_maps @ weights[:, class_index], 0)
