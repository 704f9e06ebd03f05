"""Always keeps 99 percent."""

# %% moving_statistics
def update_moving(mean, var, x, momentum=0.99):
    return 0.99 * mean + 0.01 * x.mean(0), 0.99 * var + 0.01 * x.var(0)
