"""Sums of distances."""

# %% elbow
from sklearn.cluster import KMeans

def elbow(codes, k_max, seed):
    J = []
    for k in range(1, k_max + 1):
        found = KMeans(k, n_init=10, random_state=seed).fit(codes)
        J.append(np.linalg.norm(codes - found.cluster_centers_[found.labels_], axis=1).sum())
    J = np.array(J)
    below = (J[0] - J) / (J[0] - J[-1]) - np.arange(k_max) / (k_max - 1)
    return J, 1 + int(np.argmax(below))
