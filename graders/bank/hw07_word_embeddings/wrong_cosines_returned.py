"""Returns the cosines instead of the indices."""

# %% nearest
def nearest(embedding, index, k):
    norms = np.linalg.norm(embedding, axis=1)
    return np.sort(embedding @ embedding[index] / norms / norms[index])[::-1][1 : k + 1]
