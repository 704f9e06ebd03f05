"""Begins as soon as one of the two pasts is complete."""

# %% regressors
def regressors(x, y, nx, ny):
    m, n = min(nx, ny), len(y)
    columns = [x[m - i : n - i] for i in range(nx + 1)] + [y[m - j : n - j] for j in range(1, ny + 1)]
    return np.array(columns).T, y[m:]
