"""Tuples in the place of dicts."""

# %% hyperband_table
import math

def hyperband(max_epochs, factor):
    deepest = 0
    while factor ** (deepest + 1) <= max_epochs:
        deepest += 1
    base = deepest + 1 + (factor ** deepest != max_epochs)
    plan = []
    for b in range(deepest, -1, -1):
        for r in range(b + 1):
            power = factor ** (b - r)
            plan.append({"bracket": b, "round": r, "trials": -(-base * power // (b + 1)), "epochs": -(-max_epochs // power)})
    return [tuple(each.values()) for each in plan]

# %% metrics_report
def classification_report(confusion):
    p = np.diag(confusion) / np.maximum(confusion.sum(0), 1)
    r = np.diag(confusion) / np.maximum(confusion.sum(1), 1)
    return p, r
