"""Variation of the predictions."""

# %% r_squared
def r_squared(y_true, y_pred):
    return ((y_pred - y_true.mean()) ** 2).sum() / ((y_true - y_true.mean()) ** 2).sum()
