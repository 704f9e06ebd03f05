"""Mixes the standard deviation into the moving variance."""

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    return momentum * mean + (1 - momentum) * x.mean(0), momentum * var + (1 - momentum) * np.std(x, axis=0)
