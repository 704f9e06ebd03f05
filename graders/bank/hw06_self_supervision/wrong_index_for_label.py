"""The place of the class instead of its label."""

# %% linear_probe
def linear_probe(features, labels, test_features):
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler
    z = StandardScaler().fit(features)
    model = LogisticRegression(max_iter=1000).fit(z.transform(features), labels)
    return np.argmax(model.decision_function(z.transform(test_features)).reshape(len(test_features), -1), axis=1) if len(model.classes_) > 2 else (model.decision_function(z.transform(test_features)) > 0).astype(int)
