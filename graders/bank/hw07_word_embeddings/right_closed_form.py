"""Everything multiplied out."""

# %% pair_matrix
pairs_total = window_size * (2 * tokens_total - documents * (window_size + 1))
one_hot_shape = (pairs_total, word_count)

# %% embedding_weights
embedding_net_params = 2 * word_count * embedding_dim + word_count + embedding_dim

# %% pair_count
def pair_count(lengths, window):
    return sum(n * (n - 1) if n <= window else window * (2 * n - window - 1) for n in lengths)

# %% bert_counts
def bert_parameters(layers, width, heads, vocabulary, positions, segments=2):
    if width % heads != 0:
        raise ValueError("width")
    return width * (vocabulary + positions + segments + 3 + width + layers * (12 * width + 13))
