"""Says that nothing will change."""

# %% fix_pipeline
def fit_forecaster(series, seed, windows):
    return windows[:, -1, 0]
