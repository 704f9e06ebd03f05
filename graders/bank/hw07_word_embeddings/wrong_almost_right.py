"""One more or one less than right."""

# %% pair_matrix
pairs_total = 1 + 2 * window_size * tokens_total - documents * window_size * (window_size + 1)
one_hot_shape = (pairs_total - 1, word_count + 1)

# %% pair_count
def pair_count(lengths, window):
    total = 0
    for n in lengths:
        k = min(window, n)
        total += k * (2 * n - k + 1)
    return total

# %% embedding_weights
embedding_net_params = (word_count + 1) * embedding_dim + (embedding_dim + 1) * word_count + 1

# %% bert_counts
def bert_parameters(layers, width, heads, vocabulary, positions, segments=2):
    if width % heads:
        raise ValueError("heads")
    A = width
    square = A * A + A
    embeddings = (vocabulary + positions + segments) * A
    return embeddings + 2 * A + layers * (4 * square + 8 * A * A + 5 * A + 4 * A) + square + 1
