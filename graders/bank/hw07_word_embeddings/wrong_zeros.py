"""Zeros of the right form."""

# %% preprocess
def preprocess(text, stop_words):
    return []

# %% skipgram_pairs
def skipgram_pairs(tokens, window):
    return []

# %% pair_count
def pair_count(lengths, window):
    return 0

# %% pair_matrix
pairs_total, one_hot_shape = 0, (0, word_count)

# %% one_hot_rows
from scipy.sparse import csr_matrix

def one_hot_rows(words, vocabulary):
    return csr_matrix((len(words), len(vocabulary)))

def one_hot_parts(words, vocabulary):
    rows = one_hot_rows(words, vocabulary)
    return rows.format, rows.nnz, rows.toarray().astype(float)

# %% embedding_weights
embedding_net_params = 0

# %% train_embedding
def train_embedding(pairs, vocabulary, dim=2, seed=0):
    return np.zeros((len(vocabulary), dim))

# %% nearest
def nearest(embedding, index, k):
    return np.zeros(k, dtype=int)

# %% bert_counts
def bert_parameters(layers, width, heads, vocabulary, positions, segments=2):
    return 0
