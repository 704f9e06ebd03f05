"""Sorts the vocabulary."""

# %% one_hot_rows
from scipy.sparse import csr_matrix

def one_hot_rows(words, vocabulary):
    order = sorted(vocabulary)
    return csr_matrix([[float(word == w) for w in order] for word in words] or np.zeros((0, len(order))))

def one_hot_parts(words, vocabulary):
    rows = one_hot_rows(words, vocabulary)
    return rows.format, rows.nnz, rows.toarray().astype(float)
