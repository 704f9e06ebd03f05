"""Single precision, lists and tuples."""

# %% to_grayscale
def to_grayscale(images):
    images = images.astype(np.float32)
    return (0.299 * images[..., 0:1] + 0.587 * images[..., 1:2] + 0.114 * images[..., 2:3])

# %% adjusted_rand
from math import comb
from collections import Counter

def adjusted_rand(a, b):
    a, b = a.tolist(), b.tolist()
    both, in_a, in_b = (sum(comb(m, 2) for m in Counter(c).values()) for c in (zip(a, b), a, b))
    total = comb(len(a), 2)
    if in_a == in_b and in_a in (0, total):
        return np.float32(1)
    return (both * total - in_a * in_b) / ((in_a + in_b) * total / 2 - in_a * in_b)

# %% elbow
from sklearn.cluster import KMeans

def elbow(codes, k_max, seed):
    J = [float(KMeans(k, n_init=12, random_state=seed).fit(codes.astype(np.float32)).inertia_) for k in range(1, k_max + 1)]
    height = [(J[0] - j) / (J[0] - J[-1]) - i / (k_max - 1) for i, j in enumerate(J)]
    return [J, height.index(max(height)) + 1]

# %% colorizer_counts
colorizer_params = tuple(k**2 * a * b + b for k, a, b in zip((first_kernel, *4 * (other_kernel,)), (1, *filters), filters))
listing_total = sum(colorizer_params) - (first_kernel**2 - other_kernel**2) * filters[0]
