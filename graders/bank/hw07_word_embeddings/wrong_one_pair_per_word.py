"""Takes the number of words for that of pairs."""

# %% pair_matrix
pairs_total = tokens_total
one_hot_shape = (pairs_total, word_count)
