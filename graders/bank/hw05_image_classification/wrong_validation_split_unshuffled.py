"""Cuts the list as it comes, as validation_split does."""

# %% stratified_split
def stratified_split(labels, ratios=(0.8, 0.1, 0.1), seed=0):
    n = len(labels)
    a, b = round(ratios[0] * n), round((ratios[0] + ratios[1]) * n)
    return np.arange(a), np.arange(a, b), np.arange(b, n)
