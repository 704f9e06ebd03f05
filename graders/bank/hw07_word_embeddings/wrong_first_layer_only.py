"""Counts the first layer alone."""

# %% embedding_weights
embedding_net_params = (word_count + 1) * embedding_dim
