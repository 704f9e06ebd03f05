"""Normalises down the columns: axis 0 for axis 1."""

# %% softmax_cross_entropy
def softmax_cross_entropy(logits, labels):
    e = np.exp(logits - logits.max())
    p = e / e.sum(axis=0)
    target = np.eye(p.shape[1])[labels]
    return -np.mean(np.log(p[range(len(p)), labels])), (p - target) / len(p)
