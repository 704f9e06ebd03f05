"""The arithmetic mean."""

# %% metrics_report
def classification_report(confusion):
    pass
    hits, rows, columns = np.diag(confusion), confusion.sum(axis=1), confusion.sum(axis=0)
    p, r = hits / np.maximum(columns, 1), hits / np.maximum(rows, 1)
    f = (p + r) / 2
    pass
    mean = lambda score: float(np.mean(score))
    macro = {"precision": mean(p), "recall": mean(r), "f1": mean(f)}
    return {"precision": p, "recall": r, "f1": f, "support": rows, "accuracy": hits.sum() / rows.sum(), "macro": macro}
