"""A forecast with a second axis."""

# %% fix_pipeline
def fit_forecaster(series, seed, windows):
    m, s = series.mean(axis=0), series.std(axis=0)
    z = (series - m) / s
    past = np.array([z[k : k + 16].ravel() for k in range(len(z) - 16)] + [np.zeros(48)])
    w = np.linalg.lstsq(np.c_[past[:-1], np.ones(len(past) - 1)], z[16:, 0], rcond=None)[0]
    new = ((windows - m) / s).reshape(len(windows), 48)
    return m[0] + s[0] * (new @ w[:-1] + w[-1])[:, None]
