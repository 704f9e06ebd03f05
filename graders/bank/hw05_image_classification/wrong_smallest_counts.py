"""The smallest entries of the diagonal."""

# %% weakest_classes
weakest_by_recall = np.argsort(np.diag(test_confusion), kind="stable")[:3].tolist()
weakest_by_precision = list(weakest_by_recall)
