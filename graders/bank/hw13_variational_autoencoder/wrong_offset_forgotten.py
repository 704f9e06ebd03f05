"""b plays no part."""

# %% linear_gaussian
def linear_gaussian(x, a, b, noise, q_mean, q_var):
    b = 0 * b
    d, r = len(x), x - b
    shrunk = noise + a @ a
    log_px = -0.5 * (d * np.log(2 * np.pi) + (d - 1) * np.log(noise) + np.log(shrunk) + (r @ r - (a @ r) ** 2 / shrunk) / noise)
    s, m = noise / shrunk, a @ r / shrunk
    prior = 0.5 * (q_var + q_mean**2 - 1 - np.log(q_var))
    square = np.sum((r - a * q_mean) ** 2) + a @ a * q_var
    likelihood = -0.5 * (d * np.log(2 * np.pi * noise) + square / noise)
    gap = 0.5 * (q_var / s + (q_mean - m) ** 2 / s - 1 - np.log(q_var / s))
    return float(log_px), float(likelihood - prior), float(gap)
