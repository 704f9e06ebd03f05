"""Takes steps for which the weights grow beyond all bounds."""

# %% adaline_coefficients
def adaline_fit(D, t):
    w = np.zeros(D.shape[1])
    with np.errstate(all="ignore"):
        for _ in range(20):
            for row, target in zip(D, t):
                w += 0.1 * (target - row @ w) * row
    return w
