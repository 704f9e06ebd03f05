"""The mean of what is not zero."""

# %% global_average_pooling
def gap(feature_maps):
    counts = np.maximum((feature_maps != 0).sum(axis=(1, 2)), 1)
    return feature_maps.sum(axis=(1, 2)) / counts
