"""Divided by the number of values of a byte."""

# %% assign_cluster
def assign(model, kmeans, image):
    code = np.asarray(model(1 - image[None].astype("float32") / 256))
    return int(np.argmin(np.linalg.norm(kmeans - code, axis=1)))
