"""The seed has no effect."""

# %% stratified_split
def stratified_split(labels, ratios=(0.8, 0.1, 0.1), seed=0):
    labels = np.asarray(labels)
    rng = np.random.RandomState(0)
    parts = [[], [], []]
    for label in sorted(set(labels.tolist())):
        members = np.where(labels == label)[0]
        rng.shuffle(members)
        n = len(members)
        a = round(ratios[0] * n)
        b = a + round(ratios[1] * n)
        parts[0] += list(members[:a])
        parts[1] += list(members[a:b])
        parts[2] += list(members[b:])
    return np.array(parts[0]), np.array(parts[1]), np.array(parts[2])

# %% augmentation
def augment(images, seed):
    rng = np.random.RandomState(0)
    return np.stack([np.roll(image, rng.randint(-1, 2, 2), (0, 1)) * rng.uniform(0.8, 1) for image in images])
