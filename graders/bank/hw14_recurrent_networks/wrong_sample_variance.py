"""Divides by n − 1 below and n above."""

# %% r_squared
def r_squared(y_true, y_pred):
    return 1 - ((y_true - y_pred) ** 2).mean() / y_true.var(ddof=1)
