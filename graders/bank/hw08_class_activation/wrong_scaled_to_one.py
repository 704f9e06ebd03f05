"""Divided by its maximum."""

# %% cam
def cam(feature_maps, weights, class_index):
    heat = feature_maps @ weights[:, class_index]
    return heat / heat.max() if heat.max() > 0 else heat
