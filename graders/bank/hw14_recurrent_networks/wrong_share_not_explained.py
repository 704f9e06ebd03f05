"""Forgets one minus."""

# %% r_squared
def r_squared(y_true, y_pred):
    return ((y_true - y_pred) ** 2).mean() / y_true.var()
