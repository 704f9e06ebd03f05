"""Compares absolute values."""

# %% nearest
def nearest(embedding, index, k):
    norms = np.linalg.norm(embedding, axis=1)
    order = np.argsort(-np.abs(embedding @ embedding[index] / norms), kind="stable")
    return order[order != index][:k]
