"""Counts a beat without label as normal."""

# %% ecg_shapes
def split_ecg(table):
    return table[:, :-1].reshape(len(table), -1, 1), table[:, [-1]]

def clean(X, y):
    y = np.where(np.isfinite(y), y, 0)
    keep = np.isfinite(X[:, :, 0]).all(axis=1)
    return X[keep], y[keep]
