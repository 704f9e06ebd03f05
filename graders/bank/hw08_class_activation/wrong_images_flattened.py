"""A vector for each image."""

# %% prepare_images
def prepare_images(images, labels, classes):
    return (images / 255).astype('float32').reshape(len(images), -1), np.eye(classes, dtype='float32')[labels]
