"""Pooling with padding."""

# %% search_space
q = len(range(filters[0], filters[1] + 1, filters[2])) * len(pools)
once = len(dropouts) * len(rates) * len(range(units[0], units[1] + 1, units[2]))
space_size = once * sum(q**d for d in range(blocks[0], blocks[1] + 1))
def count(rule):
    from itertools import product
    return [sum(rule(seq) for seq in product(kernels, repeat=d)) for d in range(depths[0], depths[1] + 1)]
def rule(seq):
    left = side
    for k in seq:
        if left < k:
            return False
        left = (left - k + 2) // 2
    return True
feasible_by_depth = count(rule)
