"""Stores zeros explicitly."""

# %% one_hot_rows
from scipy.sparse import csr_matrix

def one_hot_rows(words, vocabulary):
    V = len(vocabulary)
    values = np.array([float(v == word) for word in words for v in vocabulary])
    columns = np.array(list(range(V)) * len(words), dtype=int)
    return csr_matrix((values, columns, np.arange(len(words) + 1) * V), shape=(len(words), V))

def one_hot_parts(words, vocabulary):
    rows = one_hot_rows(words, vocabulary)
    return rows.format, rows.nnz, rows.toarray().astype(float)
