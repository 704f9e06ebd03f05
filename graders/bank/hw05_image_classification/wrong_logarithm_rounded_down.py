"""Floor of the logarithm."""

# %% hyperband_table
import math

def hyperband(max_epochs, factor):
    deepest = 0
    while factor ** (deepest + 1) <= max_epochs:
        deepest += 1
    base = deepest + 1
    plan = []
    for b in range(deepest, -1, -1):
        for r in range(b + 1):
            power = factor ** (b - r)
            plan.append({"bracket": b, "round": r, "trials": -(-base * power // (b + 1)), "epochs": -(-max_epochs // power)})
    return plan
