"""Changes its arguments and goes on with what is left of them."""

# %% simulate
def simulate(coefficients, x):
    c, d = coefficients["x"], coefficients["y"]
    y = x
    for k in range(len(x)):
        y[k] = sum(c[i] * x[k - i] for i in range(len(c)) if k >= i)
        y[k] += sum(d[j] * y[k - 1 - j] for j in range(len(d)) if k > j)
    return y

# %% regressors
def regressors(x, y, nx, ny):
    m, n = max(nx, ny), len(y)
    x *= 2.0
    columns = [x[m - i : n - i] for i in range(nx + 1)] + [y[m - j : n - j] for j in range(1, ny + 1)]
    return np.array(columns).T, y[m:] * 1.0
