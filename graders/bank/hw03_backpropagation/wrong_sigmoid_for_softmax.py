"""Uses a sigmoid for every class."""

# %% softmax_cross_entropy
def softmax_cross_entropy(logits, labels):
    p = (1 + np.tanh(logits / 2)) / 2
    target = np.eye(logits.shape[1])[labels]
    loss = np.logaddexp(0, logits) - target * logits
    return loss.sum(axis=1).mean(), (p - target) / len(labels)
