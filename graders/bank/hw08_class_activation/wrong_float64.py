"""Double precision."""

# %% prepare_images
def prepare_images(images, labels, classes):
    return images[..., None] / 255, np.eye(classes)[labels]
