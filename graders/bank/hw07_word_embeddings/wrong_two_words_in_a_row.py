"""Puts both words of a pair into one row."""

# %% pair_matrix
pairs_total = 2 * window_size * tokens_total - documents * window_size * (window_size + 1)
one_hot_shape = (pairs_total, 2 * word_count)
