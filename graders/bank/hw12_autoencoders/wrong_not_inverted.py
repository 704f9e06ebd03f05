"""Scaled, not inverted."""

# %% assign_cluster
def assign(model, kmeans, image):
    code = np.asarray(model(image[None].astype("float32") / 255))
    d = np.linalg.norm(kmeans - code, axis=1)
    return int(np.argmin(d))
