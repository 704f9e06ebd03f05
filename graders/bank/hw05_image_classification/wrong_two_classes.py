"""Only two."""

# %% weakest_classes
weakest_by_recall = np.argsort(np.diag(test_confusion) / test_confusion.sum(1))[:2].tolist()
weakest_by_precision = np.argsort(np.diag(test_confusion) / test_confusion.sum(0))[:2].tolist()
