"""Puts the delays in rows."""

# %% regressors
def regressors(x, y, nx, ny):
    m, n = max(nx, ny), len(y)
    columns = [x[m - i : n - i] for i in range(nx + 1)] + [y[m - j : n - j] for j in range(1, ny + 1)]
    return np.array(columns), y[m:]
