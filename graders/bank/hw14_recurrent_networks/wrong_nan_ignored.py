"""Does not clean at all."""

# %% ecg_shapes
def split_ecg(table):
    return table[:, :-1].reshape(len(table), -1, 1), table[:, [-1]]

def clean(X, y):
    return X, y
