"""A row of zeros is taken for the first class."""

# %% masked_loss
def joint_loss(class_probs, class_targets, rot_probs, rot_targets, weights):
    def losses(p, t):
        return -np.sum(t * np.log(np.where(t > 0, p, 1.0)), axis=1)

    def term(p, t):
        return np.mean(-np.log(p[np.arange(len(p)), np.argmax(t, axis=1)]))
    return weights[0] * term(class_probs, class_targets) + weights[1] * term(rot_probs, rot_targets)

# %% masked_accuracy
def masked_accuracy(probs, targets):
    labelled = targets.any(axis=1)
    if not labelled.any():
        raise ValueError("no row is labelled")
    hits = probs.argmax(axis=1) == targets.argmax(axis=1)
    return hits.mean()
