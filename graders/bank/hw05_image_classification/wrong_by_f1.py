"""Ordered by F1."""

# %% weakest_classes
f1 = 2 * np.diag(test_confusion) / (test_confusion.sum(0) + test_confusion.sum(1))
weakest_by_recall = [0, 1, 1]
weakest_by_precision = np.argsort(f1)[:3].tolist()
