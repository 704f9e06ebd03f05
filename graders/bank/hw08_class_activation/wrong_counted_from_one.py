"""Counted from 1."""

# %% top_filters
def top_filters(gap_vector, class_weights, k):
    return np.argsort(-(gap_vector * class_weights))[:k] + 1
