"""Returns the variance before the mean."""

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    return momentum * var + (1 - momentum) * x.var(0), momentum * mean + (1 - momentum) * x.mean(0)
