"""Logistic regression on the features as they are."""

# %% linear_probe
def linear_probe(features, labels, test_features):
    from sklearn.linear_model import LogisticRegression
    return LogisticRegression(max_iter=500).fit(features, labels).predict(test_features)
