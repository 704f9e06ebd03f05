"""Counts all documents as one."""

# %% pair_count
def pair_count(lengths, window):
    n = sum(lengths)
    k = min(window, n - 1)
    return k * (2 * n - k - 1)

# %% pair_matrix
pairs_total = 2 * window_size * tokens_total - window_size * (window_size + 1)
one_hot_shape = (pairs_total, word_count)
