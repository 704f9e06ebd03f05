"""Counts from one."""

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
            plan.append({"bracket": b + 1, "round": r + 1, "trials": -(-base * power // (b + 1)), "epochs": -(-max_epochs // power)})
    return plan

# %% weakest_classes
weakest_by_recall = np.argsort(np.diag(test_confusion) / test_confusion.sum(1))[:3].tolist()
weakest_by_precision = (1 + np.argsort(np.diag(test_confusion) / test_confusion.sum(0))[:3]).tolist()
