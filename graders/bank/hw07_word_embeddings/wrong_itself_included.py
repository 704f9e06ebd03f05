"""Counts the word among its neighbours."""

# %% nearest
def nearest(embedding, index, k):
    unit = embedding / np.linalg.norm(embedding, axis=1, keepdims=True)
    order = np.argsort(-(unit @ unit[index]))
    return np.r_[index, order[order != index]][:k]
