"""The mean over labelled rows."""

# %% masked_loss
def joint_loss(class_probs, class_targets, rot_probs, rot_targets, weights):
    def losses(p, t):
        return -np.sum(t * np.log(np.where(t > 0, p, 1.0)), axis=1)

    def term(p, t):
        known = t.any(axis=1)
        return losses(p, t)[known].mean() if known.any() else 0.0
    return weights[0] * term(class_probs, class_targets) + weights[1] * term(rot_probs, rot_targets)
