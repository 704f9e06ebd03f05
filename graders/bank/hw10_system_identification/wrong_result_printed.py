"""Prints the result and returns nothing."""

# %% simulate
def simulate(coefficients, x):
    c, d = coefficients["x"], coefficients["y"]
    y = np.zeros(len(x))
    for k in range(len(x)):
        y[k] = sum(c[i] * x[k - i] for i in range(len(c)) if k >= i)
        y[k] += sum(d[j] * y[k - 1 - j] for j in range(len(d)) if k > j)
    print(y)

# %% adaline_coefficients
def adaline_fit(D, t):
    print(np.linalg.lstsq(D, t, rcond=None)[0])

# %% transfer_function
def to_transfer_function(w):
    print(w[:3] / -w[4], np.array([1, -w[3], -w[4]]) / -w[4])
