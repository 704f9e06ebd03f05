"""The most frequent label."""

# %% linear_probe
def linear_probe(features, labels, test_features):
    return np.full(len(test_features), np.bincount(labels).argmax())
