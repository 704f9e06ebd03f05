"""The axes of height and width stay, with one entry."""

# %% global_average_pooling
def gap(feature_maps):
    return feature_maps.mean(axis=(1, 2), keepdims=True)
