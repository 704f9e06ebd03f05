"""Takes the first outputs for zero."""

# %% simulate
def simulate(coefficients, x):
    c, d = coefficients["x"], coefficients["y"]
    y = np.zeros(len(x))
    for k in range(2, len(x)):
        y[k] = sum(c[i] * x[k - i] for i in range(len(c)) if k >= i)
        y[k] += sum(d[j] * y[k - 1 - j] for j in range(len(d)) if k > j)
    return y

# %% regressors
def regressors(x, y, nx, ny):
    m, n = max(nx, ny), len(y)
    y = np.concatenate([np.zeros(m), y[m:]])
    columns = [x[m - i : n - i] for i in range(nx + 1)] + [y[m - j : n - j] for j in range(1, ny + 1)]
    return np.array(columns).T, y[m:]
