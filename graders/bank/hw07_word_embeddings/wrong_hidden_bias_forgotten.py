"""Forgets the biases of the narrow layer."""

# %% embedding_weights
embedding_net_params = word_count * embedding_dim + (embedding_dim + 1) * word_count
