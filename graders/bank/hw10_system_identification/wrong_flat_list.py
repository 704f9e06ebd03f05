"""Gives five numbers in a row."""

# %% difference_equation
coefficients = [num[0] / den[0], num[1] / den[0], 0, -den[1] / den[0], -den[2] / den[0]]

# %% regressors
def regressors(x, y, nx, ny):
    m, n = max(nx, ny), len(y)
    columns = [x[m - i : n - i] for i in range(nx + 1)] + [y[m - j : n - j] for j in range(1, ny + 1)]
    return np.stack(columns, axis=1)
