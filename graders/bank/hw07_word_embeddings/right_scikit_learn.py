"""Ready-made parts of scikit-learn."""

# %% one_hot_rows
from scipy.sparse import csr_matrix
from sklearn.preprocessing import OneHotEncoder

def one_hot_rows(words, vocabulary):
    if not words:
        return csr_matrix((0, len(vocabulary)))
    encoder = OneHotEncoder(categories=[list(vocabulary)])
    return csr_matrix(encoder.fit_transform(np.array(words, dtype=object)[:, None]))

def one_hot_parts(words, vocabulary):
    rows = one_hot_rows(words, vocabulary)
    return rows.format, rows.nnz, rows.toarray().astype(float)

# %% nearest
from sklearn.metrics.pairwise import cosine_similarity

def nearest(embedding, index, k):
    order = np.argsort(cosine_similarity(embedding[[index]], embedding)[0])[::-1]
    return [int(j) for j in order if j != index][:k]
