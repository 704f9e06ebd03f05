"""Whole arrays, no loops where none is needed."""

# %% skipgram_pairs
def skipgram_pairs(tokens, window):
    distance = np.abs(np.subtract.outer(np.arange(len(tokens)), np.arange(len(tokens))))
    i, j = np.nonzero((distance > 0) & (distance <= window))
    words = np.array(tokens, dtype=str)
    return np.stack([words[i], words[j]], axis=1).tolist()

# %% pair_count
def pair_count(lengths, window):
    n = np.array(lengths, dtype=int)
    k = np.clip(n - 1, 0, window)
    return np.sum(k * (2 * n - k - 1))

# %% pair_matrix
pairs_total = np.int64(2) * (np.arange(1, window_size + 1) * -documents + tokens_total).sum()
one_hot_shape = np.array([pairs_total, word_count])

# %% one_hot_rows
from scipy.sparse import eye

def one_hot_rows(words, vocabulary):
    order = np.argsort(vocabulary)
    columns = order[np.searchsorted(np.array(vocabulary)[order], np.array(words, dtype=str))]
    return eye(len(vocabulary), format="csr")[columns]

def one_hot_parts(words, vocabulary):
    rows = one_hot_rows(words, vocabulary)
    return rows.format, rows.nnz, rows.toarray().astype(float)

# %% nearest
def nearest(embedding, index, k):
    others = np.delete(np.arange(len(embedding)), index)
    dots = np.einsum("jd,d->j", embedding[others], embedding[index])
    return others[np.argsort(dots / np.sqrt(np.einsum("jd,jd->j", embedding[others], embedding[others])))[::-1]][:k]
