"""Flatten before the last layer."""

# %% resnet_tail
side = image_side
for _ in range(5):
    side = (side + 1) // 2
channels = base_width * 8 * expansion
feature_shape = (side, side, channels)
predictions_params = (side * side * channels + 1) * classes
