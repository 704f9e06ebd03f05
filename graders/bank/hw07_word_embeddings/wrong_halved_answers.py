"""Half of what is right."""

# %% pair_matrix
pairs_total = 2 * window_size * tokens_total - documents * window_size * (window_size + 1)
one_hot_shape = (pairs_total // 2, word_count)

# %% embedding_weights
embedding_net_params = word_count * embedding_dim + embedding_dim
