"""Clips the probabilities before the logarithm, and so caps the loss."""

# %% softmax_cross_entropy
def softmax_cross_entropy(logits, labels):
    z = logits - np.max(logits, axis=1, keepdims=True)
    total = np.exp(z).sum(axis=1, keepdims=True)
    target = np.eye(z.shape[1])[labels]
    loss = -np.mean(np.log(np.clip(np.exp(z) / total, 1e-7, 1)[range(len(z)), labels]))
    dlogits = (np.exp(z) / total - target) / len(z)
    return loss, dlogits
