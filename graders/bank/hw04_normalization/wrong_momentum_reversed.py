"""Takes momentum for the share of the new value."""

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    return (1 - momentum) * mean + momentum * x.mean(0), (1 - momentum) * var + momentum * x.var(0)
