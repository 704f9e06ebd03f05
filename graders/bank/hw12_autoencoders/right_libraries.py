"""What the libraries have: scikit-learn and einsum."""

# %% elbow
from sklearn.cluster import KMeans

def elbow(codes, k_max, seed):
    J = [KMeans(n_clusters=k, init="k-means++", n_init=20, random_state=seed).fit(codes).inertia_ for k in range(1, k_max + 1)]
    line = np.interp(range(k_max), [0, k_max - 1], [J[0], J[-1]])
    return J, np.argmax((line - J) / (J[0] - J[-1])) + 1

# %% adjusted_rand
from sklearn.metrics import adjusted_rand_score

def adjusted_rand(a, b):
    return adjusted_rand_score(a, b)

# %% to_grayscale
def to_grayscale(images):
    return np.einsum("nhwc,c->nhw", images, [0.299, 0.587, 0.114])[..., np.newaxis]

# %% colorizer_counts
colorizer_params = np.array([(k * k * a + 1) * b for k, a, b in zip([first_kernel] + 4 * [other_kernel], [1] + filters, filters)])
listing_total = float(colorizer_params[1:].sum() + (other_kernel**2 + 1) * filters[0])

# %% to_uint8
def to_uint8(image):
    return np.interp(image, [image.min(), image.max()], [0, 255]).round().astype(np.uint8) if np.ptp(image) else np.uint8(0 * image)
