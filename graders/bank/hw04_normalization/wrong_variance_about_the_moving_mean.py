"""Measures the deviations from the moving mean."""

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    spread = ((x - mean) ** 2).mean(0)
    return momentum * mean + (1 - momentum) * x.mean(0), momentum * var + (1 - momentum) * spread
