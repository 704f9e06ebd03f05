"""Takes the logarithm of probabilities that have vanished."""

# %% softmax_cross_entropy
def softmax_cross_entropy(logits, labels):
    z = logits - np.max(logits, axis=1, keepdims=True)
    total = np.exp(z).sum(axis=1, keepdims=True)
    target = np.eye(z.shape[1])[labels]
    loss = -np.mean(np.log((np.exp(z) / total)[range(len(z)), labels]))
    dlogits = (np.exp(z) / total - target) / len(z)
    return loss, dlogits
