"""The curve is divided by its first value and compared with a line down to zero."""

# %% elbow
from sklearn.cluster import KMeans

def elbow(codes, k_max, seed):
    J = np.array([KMeans(k, n_init=10, random_state=seed).fit(codes).inertia_ for k in range(1, k_max + 1)])
    return J, 1 + int(np.argmax(1 - J / J[0] - np.arange(k_max) / (k_max - 1)))
