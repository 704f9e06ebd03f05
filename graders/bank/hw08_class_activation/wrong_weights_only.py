"""By weight."""

# %% top_filters
def top_filters(gap_vector, class_weights, k):
    return np.argsort(class_weights)[::-1][:k]
