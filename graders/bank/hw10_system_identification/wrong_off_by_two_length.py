"""Makes a row for every sample and fills the missing past with zeros."""

# %% regressors
def regressors(x, y, nx, ny):
    def before(v, k, i):
        return v[k - i] if k >= i else 0.0
    D = [
        [before(x, k, i) for i in range(nx + 1)] + [before(y, k, j) for j in range(1, ny + 1)] for k in range(len(y))
    ]
    return np.array(D), y
