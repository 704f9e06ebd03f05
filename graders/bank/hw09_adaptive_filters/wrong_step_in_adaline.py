"""Applies the step function before the error."""

# %% lms_step
def lms_step(w, p, target, alpha):
    return w + 2 * alpha * (target - (1 if w @ p >= 0 else 0)) * p
