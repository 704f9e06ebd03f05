"""The picture is scaled by its own mean and deviation."""

# %% assign_cluster
def assign(model, kmeans, image):
    code = np.asarray(model((image[None] - image.mean()) / image.std()))
    d = np.linalg.norm(kmeans - code, axis=1)
    return int(np.argmin(d))
