"""By absolute value."""

# %% top_filters
def top_filters(gap_vector, class_weights, k):
    return np.argsort(-np.abs(gap_vector * class_weights), kind='stable')[:k]
