"""Returns a NumPy array."""

# %% one_hot_rows
def one_hot_rows(words, vocabulary):
    rows = np.zeros((len(words), len(vocabulary)))
    for i, word in enumerate(words):
        rows[i, vocabulary.index(word)] = 1
    return rows

def one_hot_parts(words, vocabulary):
    rows = one_hot_rows(words, vocabulary)
    return rows.format, rows.nnz, rows.toarray().astype(float)
