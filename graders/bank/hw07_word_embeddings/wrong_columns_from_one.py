"""Counts columns from 1."""

# %% one_hot_rows
from scipy.sparse import csr_matrix

def one_hot_rows(words, vocabulary):
    rows = np.zeros((len(words), len(vocabulary) + 1))
    for i, word in enumerate(words):
        rows[i, vocabulary.index(word) + 1] = 1
    return csr_matrix(rows)

def one_hot_parts(words, vocabulary):
    rows = one_hot_rows(words, vocabulary)
    return rows.format, rows.nnz, rows.toarray().astype(float)
