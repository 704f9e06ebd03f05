"""Puts the outputs before the inputs."""

# %% regressors
def regressors(x, y, nx, ny):
    m, n = max(nx, ny), len(y)
    columns = [y[m - j : n - j] for j in range(1, ny + 1)] + [x[m - i : n - i] for i in range(nx + 1)]
    return np.array(columns).T, y[m:]
