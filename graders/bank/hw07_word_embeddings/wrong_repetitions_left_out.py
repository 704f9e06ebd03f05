"""Makes a row for each different word."""

# %% one_hot_rows
from scipy.sparse import csr_matrix

def one_hot_rows(words, vocabulary):
    different = []
    for word in words:
        if word not in different:
            different.append(word)
    rows = np.zeros((len(different), len(vocabulary)))
    for i, word in enumerate(different):
        rows[i, vocabulary.index(word)] = 1
    return csr_matrix(rows)

def one_hot_parts(words, vocabulary):
    rows = one_hot_rows(words, vocabulary)
    return rows.format, rows.nnz, rows.toarray().astype(float)
