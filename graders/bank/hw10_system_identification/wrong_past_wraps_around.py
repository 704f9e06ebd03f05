"""Reads the end of the input where the past is missing."""

# %% simulate
def simulate(coefficients, x):
    c, d = coefficients["x"], coefficients["y"]
    y = np.zeros(len(x))
    for k in range(len(x)):
        y[k] = sum(c[i] * x[k - i] for i in range(len(c)))
        y[k] += sum(d[j] * y[k - 1 - j] for j in range(len(d)) if k > j)
    return y
