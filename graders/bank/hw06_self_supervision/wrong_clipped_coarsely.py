"""Probabilities clipped at 0.05."""

# %% masked_loss
def joint_loss(class_probs, class_targets, rot_probs, rot_targets, weights):
    def losses(p, t):
        return -np.sum(t * np.log(np.where(t > 0, p, 1.0)), axis=1)

    def term(p, t):
        return np.mean(-np.sum(t * np.log(np.clip(p, 0.05, 0.95)), axis=1))
    return weights[0] * term(class_probs, class_targets) + weights[1] * term(rot_probs, rot_targets)
