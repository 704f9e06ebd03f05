"""Sorted by index."""

# %% top_filters
def top_filters(gap_vector, class_weights, k):
    return sorted(np.argsort(gap_vector * class_weights)[-k:])
