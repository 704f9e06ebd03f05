"""Channels before height and width."""

# %% global_average_pooling
def gap(feature_maps):
    return feature_maps.mean(axis=(2, 3))

# %% prepare_images
def prepare_images(images, labels, classes):
    return (images[:, None] / 255).astype('float32'), np.eye(classes, dtype='float32')[labels]

# %% resnet_tail
import math
side = image_side
for _ in range(5):
    side = math.ceil(side / 2)
channels = base_width * 8 * expansion
feature_shape = (channels, side, side)
predictions_params = channels * classes + classes
