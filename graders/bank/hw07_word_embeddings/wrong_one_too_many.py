"""Returns one neighbour too many."""

# %% nearest
def nearest(embedding, index, k):
    norms = np.linalg.norm(embedding, axis=1)
    order = np.argsort(-(embedding @ embedding[index]) / norms)
    return order[: k + 1]
