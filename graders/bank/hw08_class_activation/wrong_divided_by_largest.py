"""Divided by the largest pixel."""

# %% prepare_images
def prepare_images(images, labels, classes):
    return (images / max(images.max(), 1)).astype('float32')[..., None], np.eye(classes, dtype='float32')[labels]
