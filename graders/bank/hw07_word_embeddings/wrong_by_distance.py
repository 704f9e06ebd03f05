"""Compares distances."""

# %% nearest
def nearest(embedding, index, k):
    order = np.argsort(np.sqrt(((embedding - embedding[index]) ** 2).sum(axis=1)), kind="stable")
    return order[order != index][:k]
