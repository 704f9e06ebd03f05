import numpy as np

# %% preprocess
def preprocess(text, stop_words):
    """The words of a text as a list of str: lower case, no punctuation, no word with a digit, no stop word."""
    raise NotImplementedError

# %% stop_words
stop_words = ...  # one letter, such as "A"

# %% skipgram_pairs
def skipgram_pairs(tokens, window):
    """All (main, context) of words at most `window` places apart, as a list of tuples, in any order."""
    raise NotImplementedError

# %% pair_count
def pair_count(lengths, window):
    """How many pairs documents with these numbers of tokens have: a whole number."""
    raise NotImplementedError

# %% window_effect
window_effect = ...  # one letter, such as "A"

# %% pair_matrix
pairs_total = ...  # a whole number
one_hot_shape = ...  # (rows, columns)

# %% one_hot_rows
def one_hot_rows(words, vocabulary):
    """A scipy.sparse.csr_matrix (n, V): row i has its 1 where words[i] stands in the vocabulary."""
    raise NotImplementedError

def one_hot_parts(words, vocabulary):
    """What the checks look at: leave this function as it is."""
    rows = one_hot_rows(words, vocabulary)
    return rows.format, rows.nnz, rows.toarray().astype(float)

# %% sparse_meaning
sparse_meaning = ...  # one letter, such as "A"

# %% embedding_weights
embedding_net_params = ...  # a whole number

# %% train_embedding
def train_embedding(pairs, vocabulary, dim=2, seed=0):
    """Train a skip-gram network on (main, context) pairs; return the vectors (V, dim) in the order of vocabulary."""
    raise NotImplementedError

# %% nearest
def nearest(embedding, index, k):
    """The indices of the k other rows of embedding (V, d) with the largest cosine to row index, largest first."""
    raise NotImplementedError

# %% embedding_plot
def plot_embedding(embedding, words):
    """A new matplotlib Axes: a point for each row of embedding (V, 2), its word beside it, equal scales."""
    raise NotImplementedError

# %% bert_counts
def bert_parameters(layers, width, heads, vocabulary, positions, segments=2):
    """The number of weights of a BERT encoder with pooler."""
    raise NotImplementedError

# %% bert_facts
bert_facts = ...  # one letter, such as "A"
