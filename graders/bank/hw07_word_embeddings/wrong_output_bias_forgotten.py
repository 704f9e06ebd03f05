"""Forgets the biases of the softmax layer."""

# %% embedding_weights
embedding_net_params = (word_count + 1) * embedding_dim + embedding_dim * word_count
