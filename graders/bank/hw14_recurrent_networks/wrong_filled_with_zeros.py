"""Fills what is missing with zeros."""

# %% ecg_shapes
def split_ecg(table):
    return table[:, :-1].reshape(len(table), -1, 1), table[:, [-1]]

def clean(X, y):
    return np.where(np.isfinite(X), X, 0), np.where(np.isfinite(y), y, 0)
