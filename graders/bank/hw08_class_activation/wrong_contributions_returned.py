"""The contributions."""

# %% top_filters
def top_filters(gap_vector, class_weights, k):
    return -np.sort(-(gap_vector * class_weights))[:k]
