"""Changes every weight by the same amount."""

# %% lms_step
def lms_step(w, p, target, alpha):
    return w + 2 * alpha * (target - w @ p)
