"""Variation about zero."""

# %% r_squared
def r_squared(y_true, y_pred):
    return 1 - ((y_true - y_pred) ** 2).sum() / (y_true**2).sum()
