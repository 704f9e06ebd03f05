"""The pixels as they are."""

# %% prepare_images
def prepare_images(images, labels, classes):
    return images.astype('float32')[..., None], np.eye(classes, dtype='float32')[labels]
