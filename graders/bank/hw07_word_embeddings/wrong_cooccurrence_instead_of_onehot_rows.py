"""Makes a table of words by words."""

# %% pair_matrix
pairs_total = 2 * window_size * tokens_total - documents * window_size * (window_size + 1)
one_hot_shape = (word_count, word_count)

# %% one_hot_rows
from scipy.sparse import csr_matrix

def one_hot_rows(words, vocabulary):
    places = [vocabulary.index(word) for word in words]
    ones = np.ones(max(len(places) - 1, 0))
    table = np.zeros((len(vocabulary), len(vocabulary)))
    np.add.at(table, (np.array(places[:-1], int), np.array(places[1:], int)), ones)
    return csr_matrix(table)

def one_hot_parts(words, vocabulary):
    rows = one_hot_rows(words, vocabulary)
    return rows.format, rows.nnz, rows.toarray().astype(float)
