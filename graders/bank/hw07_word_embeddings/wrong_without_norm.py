"""Compares scalar products."""

# %% nearest
def nearest(embedding, index, k):
    order = np.argsort(-(embedding @ embedding[index]), kind="stable")
    return order[order != index][:k]
