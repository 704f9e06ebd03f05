"""Lists and tuples instead of arrays."""

# %% global_average_pooling
def gap(feature_maps):
    return feature_maps.mean(axis=(1, 2)).tolist()

# %% cam
def cam(feature_maps, weights, class_index):
    return tuple(map(tuple, (feature_maps @ weights[:, class_index]).tolist()))

# %% top_filters
def top_filters(gap_vector, class_weights, k):
    return [d for _, d in sorted(zip((-(gap_vector * class_weights)).tolist(), range(len(gap_vector))))][:k]

# %% prepare_images
def prepare_images(images, labels, classes):
    return [np.float32(images[..., None]) / np.float32(255), (labels[:, None] == np.arange(classes)).astype('float32')]

# %% resnet_tail
side = image_side
for _ in range(5):
    side = (side + 1) // 2
channels = base_width * 8 * expansion
feature_shape = [side, side, channels]
predictions_params = float((channels + 1) * classes)
