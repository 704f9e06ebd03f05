"""Puts the target among the regressors."""

# %% regressors
def regressors(x, y, nx, ny):
    m, n = max(nx, ny), len(y)
    columns = [x[m - i : n - i] for i in range(nx + 1)] + [y[m - j : n - j] for j in range(ny)]
    return np.array(columns).T, y[m:]
