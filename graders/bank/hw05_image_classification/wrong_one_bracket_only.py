"""Plain successive halving."""

# %% hyperband_table
import math

def hyperband(max_epochs, factor):
    deepest = 0
    while factor ** (deepest + 1) <= max_epochs:
        deepest += 1
    base = deepest + 1 + (factor ** deepest != max_epochs)
    plan = []
    for b in [deepest]:
        for r in range(b + 1):
            power = factor ** (b - r)
            plan.append({"bracket": b, "round": r, "trials": -(-base * power // (b + 1)), "epochs": -(-max_epochs // power)})
    return plan
