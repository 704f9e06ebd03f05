"""Only filters with a positive contribution."""

# %% top_filters
def top_filters(gap_vector, class_weights, k):
    c = gap_vector * class_weights
    return [d for d in np.argsort(-c)[:k] if c[d] > 0]
