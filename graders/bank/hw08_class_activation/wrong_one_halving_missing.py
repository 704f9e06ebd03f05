"""Four halvings."""

# %% resnet_tail
side = image_side
for _ in range(4):
    side = (side + 1) // 2
channels = base_width * 8 * expansion
feature_shape = (side, side, channels)
predictions_params = (channels + 1) * classes
