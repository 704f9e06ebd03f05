"""Counts the vectors alone."""

# %% embedding_weights
embedding_net_params = word_count * embedding_dim
