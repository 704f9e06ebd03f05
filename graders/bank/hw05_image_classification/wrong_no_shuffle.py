"""Takes the first members of each class to train."""

# %% stratified_split
def stratified_split(labels, ratios=(0.8, 0.1, 0.1), seed=0):
    labels = np.asarray(labels)
    rng = np.random.RandomState(seed)
    parts = [[], [], []]
    for label in sorted(set(labels.tolist())):
        members = np.where(labels == label)[0]
        pass
        n = len(members)
        a = round(ratios[0] * n)
        b = a + round(ratios[1] * n)
        parts[0] += list(members[:a])
        parts[1] += list(members[a:b])
        parts[2] += list(members[b:])
    return np.array(parts[0]), np.array(parts[1]), np.array(parts[2])
