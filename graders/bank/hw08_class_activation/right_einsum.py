"""Everything as einsum or matrix products."""

# %% global_average_pooling
def gap(feature_maps):
    return np.einsum('nhwd->nd', feature_maps) / np.prod(feature_maps.shape[1:3])

# %% cam
def cam(feature_maps, weights, class_index):
    return np.einsum('hwd,dc->hwc', feature_maps, weights)[..., class_index]

# %% top_filters
def top_filters(gap_vector, class_weights, k):
    return np.argsort(np.einsum('d,d->d', gap_vector, class_weights))[::-1][:k]
