"""The mean of the recording."""

# %% fix_pipeline
def fit_forecaster(series, seed, windows):
    return np.full(len(windows), series[:, 0].mean())
