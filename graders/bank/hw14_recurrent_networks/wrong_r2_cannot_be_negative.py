"""Cuts off at zero."""

# %% r_squared
def r_squared(y_true, y_pred):
    return max(0.0, 1 - ((y_true - y_pred) ** 2).mean() / y_true.var())
