"""Each image divided by its largest pixel."""

# %% prepare_images
def prepare_images(images, labels, classes):
    return (images / np.maximum(images.max(axis=(1, 2), keepdims=True), 1)).astype('float32')[..., None], np.eye(classes, dtype='float32')[labels]
