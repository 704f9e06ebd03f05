"""One step with many features."""

# %% ecg_shapes
def split_ecg(table):
    return table[:, np.newaxis, :-1], table[:, -1:]

def clean(X, y):
    keep = np.isfinite(X).all(axis=(1, 2)) & np.isfinite(y[:, 0])
    return X[keep], y[keep]
