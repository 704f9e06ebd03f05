"""SciPy's newer arrays, filled entry by entry."""

# %% one_hot_rows
from scipy.sparse import lil_array

def one_hot_rows(words, vocabulary):
    rows = lil_array((len(words), len(vocabulary)), dtype=np.int8)
    for i, word in enumerate(words):
        rows[i, vocabulary.index(word)] = 1
    return rows.tocsr()

def one_hot_parts(words, vocabulary):
    rows = one_hot_rows(words, vocabulary)
    return rows.format, rows.nnz, rows.toarray().astype(float)
