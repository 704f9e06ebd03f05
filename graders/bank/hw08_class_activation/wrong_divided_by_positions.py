"""Divided by H·W."""

# %% cam
def cam(feature_maps, weights, class_index):
    return feature_maps @ weights[:, class_index] / (feature_maps.shape[0] * feature_maps.shape[1])
