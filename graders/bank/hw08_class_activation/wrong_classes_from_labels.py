"""As many classes as the largest label says."""

# %% prepare_images
def prepare_images(images, labels, classes):
    return (images / 255).astype('float32')[..., None], np.eye(labels.max() + 1, dtype='float32')[labels]
