"""One minus the mean squared error."""

# %% r_squared
def r_squared(y_true, y_pred):
    return 1 - ((y_pred - y_true) ** 2).mean()
