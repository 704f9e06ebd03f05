"""Gives every word a full window."""

# %% pair_count
def pair_count(lengths, window):
    return 2 * window * sum(lengths)

# %% pair_matrix
pairs_total = 2 * window_size * tokens_total
one_hot_shape = (pairs_total, word_count)
