"""Only the first number of the code counts."""

# %% assign_cluster
def assign(model, kmeans, image):
    code = np.asarray(model(1 - image[None].astype("float32") / 255))
    return int(np.argmin(np.abs(kmeans[:, 0] - code[0, 0])))
