"""k after the largest fall in one step."""

# %% elbow
from sklearn.cluster import KMeans

def elbow(codes, k_max, seed):
    J = np.array([KMeans(k, n_init=10, random_state=seed).fit(codes).inertia_ for k in range(1, k_max + 1)])
    return J, 2 + int(np.argmax(J[:-1] - J[1:]))
