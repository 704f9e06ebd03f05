"""Cleans beats and labels by themselves."""

# %% ecg_shapes
def split_ecg(table):
    return table[:, :-1].reshape(len(table), -1, 1), table[:, [-1]]

def clean(X, y):
    return X[np.isfinite(X[:, :, 0]).all(axis=1)], y[np.isfinite(y[:, 0])]
