"""Global maximum pooling."""

# %% global_average_pooling
def gap(feature_maps):
    return feature_maps.max(axis=(1, 2))
