"""Reshaped to (W, H)."""

# %% cam
def cam(feature_maps, weights, class_index):
    return (feature_maps.reshape(-1, len(weights)) @ weights[:, class_index]).reshape(feature_maps.shape[1], feature_maps.shape[0])
