"""Stops after a few samples."""

# %% adaline_coefficients
def adaline_fit(D, t):
    w = np.zeros(D.shape[1])
    for row, target in zip(D[:40], t[:40]):
        w += 0.001 * (target - row @ w) * row
    return w
