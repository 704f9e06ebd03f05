"""A sum instead of a mean."""

# %% masked_loss
def joint_loss(class_probs, class_targets, rot_probs, rot_targets, weights):
    def losses(p, t):
        return -np.sum(t * np.log(np.where(t > 0, p, 1.0)), axis=1)

    return weights[0] * losses(class_probs, class_targets).sum() + weights[1] * losses(rot_probs, rot_targets).sum()
