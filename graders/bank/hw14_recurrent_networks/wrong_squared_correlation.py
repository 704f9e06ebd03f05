"""The squared correlation."""

# %% r_squared
def r_squared(y_true, y_pred):
    a, p = y_true - y_true.mean(), y_pred - y_pred.mean()
    return (a @ p) ** 2 / ((a @ a) * (p @ p))
