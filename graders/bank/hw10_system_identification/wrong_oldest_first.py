"""Begins every block with the oldest sample."""

# %% regressors
def regressors(x, y, nx, ny):
    m, n = max(nx, ny), len(y)
    columns = [x[m - i : n - i] for i in range(nx, -1, -1)] + [y[m - j : n - j] for j in range(ny, 0, -1)]
    return np.array(columns).T, y[m:]
