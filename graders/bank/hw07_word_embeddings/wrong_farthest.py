"""Sorts upwards."""

# %% nearest
def nearest(embedding, index, k):
    norms = np.linalg.norm(embedding, axis=1)
    order = np.argsort(embedding @ embedding[index] / norms)
    return order[order != index][:k]
