"""np.argpartition leaves the k largest in any order."""

# %% top_filters
def top_filters(gap_vector, class_weights, k):
    return np.argpartition(gap_vector * class_weights, -k)[-k:]
