"""Leaves short documents out."""

# %% pair_count
def pair_count(lengths, window):
    return sum(2 * n * window - window * (window + 1) for n in lengths if n > window)
