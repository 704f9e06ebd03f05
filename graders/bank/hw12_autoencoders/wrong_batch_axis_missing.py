"""No batch axis: the model raises."""

# %% assign_cluster
def assign(model, kmeans, image):
    code = np.asarray(model(1 - image.astype("float32") / 255))
    d = np.linalg.norm(kmeans - code, axis=1)
    return int(np.argmin(d))
