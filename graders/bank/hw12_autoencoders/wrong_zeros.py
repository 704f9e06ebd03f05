"""Zeros of the right form."""

# %% elbow
def elbow(codes, k_max, seed):
    return np.zeros(k_max), 0

# %% assign_cluster
def assign(model, kmeans, image):
    return 0

# %% adjusted_rand
def adjusted_rand(a, b):
    return 0.0

# %% to_grayscale
def to_grayscale(images):
    return np.zeros((*images.shape[:3], 1))

# %% to_uint8
def to_uint8(image):
    return np.zeros(image.shape, np.uint8)

# %% colorizer_counts
colorizer_params, listing_total = [0, 0, 0, 0, 0], 0
