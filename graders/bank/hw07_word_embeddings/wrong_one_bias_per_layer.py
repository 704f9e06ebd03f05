"""Gives each layer one bias."""

# %% embedding_weights
embedding_net_params = 2 * (word_count * embedding_dim + 1)
