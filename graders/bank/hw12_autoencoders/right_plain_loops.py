"""Loops over everything, without NumPy's reductions."""

# %% elbow
def elbow(codes, k_max, seed):
    def run(k, rng):
        centres = [codes[rng.randint(len(codes))]]
        while len(centres) < k:
            d = np.array([min(((z - c) ** 2).sum() for c in centres) for z in codes])
            centres.append(codes[rng.choice(len(codes), p=d / d.sum())])
        centres = np.array(centres)
        for _ in range(25):
            label = np.array([np.argmin(((z - centres) ** 2).sum(axis=1)) for z in codes])
            centres = np.array([codes[label == j].mean(axis=0) if (label == j).any() else centres[j] for j in range(k)])
        return float(((codes - centres[label]) ** 2).sum())

    rng = np.random.RandomState(seed)
    J = [min(run(k, rng) for _ in range(6 if k > 1 else 1)) for k in range(1, k_max + 1)]
    best, k = -1.0, 1
    for i, inertia in enumerate(J):
        below = (J[0] - inertia) / (J[0] - J[-1]) - i / (k_max - 1)
        if below > best:
            best, k = below, i + 1
    return J, k

# %% assign_cluster
def assign(model, kmeans, image):
    code = np.asarray(model((255.0 - image[None]) / 255.0))[0]
    best = 0
    for j in range(len(kmeans)):
        if sum((kmeans[j] - code) ** 2) < sum((kmeans[best] - code) ** 2):
            best = j
    return best

# %% adjusted_rand
def adjusted_rand(a, b):
    both = in_a = in_b = total = 0
    for i in range(len(a)):
        for j in range(i):
            same_a, same_b = a[i] == a[j], b[i] == b[j]
            both += bool(same_a and same_b)
            in_a += bool(same_a)
            in_b += bool(same_b)
            total += 1
    expected = in_a * in_b / total
    most = (in_a + in_b) / 2
    if most == expected:
        return 1
    return (both - expected) / (most - expected)

# %% to_grayscale
def to_grayscale(images):
    n, h, w, _ = images.shape
    gray = np.empty((n, h, w, 1))
    for i in range(n):
        for r in range(h):
            for c in range(w):
                red, green, blue = images[i, r, c]
                gray[i, r, c, 0] = 0.299 * red + 0.587 * green + 0.114 * blue
    return gray

# %% colorizer_counts
colorizer_params, listing_total, _before = [], 0, 1
for _i, _count in enumerate(filters):
    _k = first_kernel if _i == 0 else other_kernel
    colorizer_params.append(_k * _k * _before * _count + _count)
    listing_total += other_kernel * other_kernel * _before * _count + _count
    _before = _count

# %% to_uint8
def to_uint8(image):
    values = [t for row in image for pixel in row for t in pixel]
    low, high = min(values), max(values)
    result = np.zeros(image.shape, dtype="uint8")
    if high > low:
        for place in np.ndindex(image.shape):
            result[place] = int(255 * (image[place] - low) / (high - low) + 0.5)
    return result
