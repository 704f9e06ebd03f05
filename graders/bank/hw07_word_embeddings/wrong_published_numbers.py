"""Hands in the numbers of the original homework."""

# %% pair_matrix
pairs_total = 54556
one_hot_shape = (54556, 2823)

# %% embedding_weights
embedding_net_params = 14117
