"""A map for each class."""

# %% cam
def cam(feature_maps, weights, class_index):
    return feature_maps @ weights
