"""256 in the place of 255."""

# %% prepare_images
def prepare_images(images, labels, classes):
    return (images / 256).astype('float32')[..., None], np.eye(classes, dtype='float32')[labels]
