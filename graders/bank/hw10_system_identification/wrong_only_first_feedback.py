"""Feeds back the last output only."""

# %% simulate
def simulate(coefficients, x):
    c, d = coefficients["x"], coefficients["y"]
    y = np.zeros(len(x))
    for k in range(len(x)):
        y[k] = sum(c[i] * x[k - i] for i in range(len(c)) if k >= i)
        y[k] += sum(d[j] * y[k - 1 - j] for j in range(len(d[:1])) if k > j)
    return y
