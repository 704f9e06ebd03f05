"""Leaves the pairs as they are."""

# %% pair_matrix
pairs_total = 2 * window_size * tokens_total - documents * window_size * (window_size + 1)
one_hot_shape = (pairs_total, 2)
