"""Forgets the feedback."""

# %% simulate
def simulate(coefficients, x):
    c, d = coefficients["x"], coefficients["y"]
    y = np.zeros(len(x))
    for k in range(len(x)):
        y[k] = sum(c[i] * x[k - i] for i in range(len(c)) if k >= i)
    return y
