"""Shuffles all images together and cuts."""

# %% stratified_split
def stratified_split(labels, ratios=(0.8, 0.1, 0.1), seed=0):
    n = len(labels)
    order = np.random.RandomState(seed).permutation(n)
    a, b = round(ratios[0] * n), round((ratios[0] + ratios[1]) * n)
    return order[:a], order[a:b], order[b:]
