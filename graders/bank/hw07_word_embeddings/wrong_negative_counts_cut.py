"""Sets negative counts to zero."""

# %% pair_count
def pair_count(lengths, window):
    return sum(max(2 * n * window - window * (window + 1), 0) for n in lengths)
