"""Divides the trials of the bracket, as the paper does."""

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
            plan.append({"bracket": b, "round": r, "trials": -(-base * factor ** b // (b + 1)) // factor ** r, "epochs": -(-max_epochs // power)})
    return plan
