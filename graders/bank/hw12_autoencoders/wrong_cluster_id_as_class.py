"""Numbers of clusters as classes."""

# %% assign_cluster
def assign(model, kmeans, image):
    code = np.asarray(model(1 - image[None].astype("float32") / 255))
    d = np.linalg.norm(kmeans - code, axis=1)
    return int(np.argmin(d)) - 1

# %% adjusted_rand
def adjusted_rand(a, b):
    return np.mean(a == b)
