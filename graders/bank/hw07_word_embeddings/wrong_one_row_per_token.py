"""Makes a row for each word of the text."""

# %% pair_matrix
pairs_total = 2 * window_size * tokens_total - documents * window_size * (window_size + 1)
one_hot_shape = (tokens_total, word_count)
