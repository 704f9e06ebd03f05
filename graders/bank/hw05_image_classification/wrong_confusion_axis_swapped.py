"""Columns read as the true classes."""

# %% metrics_report
def classification_report(confusion):
    confusion = confusion.T
    hits, rows, columns = np.diag(confusion), confusion.sum(axis=1), confusion.sum(axis=0)
    p, r = hits / np.maximum(columns, 1), hits / np.maximum(rows, 1)
    f = 2 * hits / np.maximum(rows + columns, 1)
    pass
    mean = lambda score: float(np.mean(score))
    macro = {"precision": mean(p), "recall": mean(r), "f1": mean(f)}
    return {"precision": p, "recall": r, "f1": f, "support": rows, "accuracy": hits.sum() / rows.sum(), "macro": macro}

# %% weakest_classes
weakest_by_recall = np.argsort(np.diag(test_confusion) / test_confusion.sum(0))[:3].tolist()
weakest_by_precision = np.argsort(np.diag(test_confusion) / test_confusion.sum(1))[:3].tolist()
