"""As large as the image."""

# %% resnet_tail
side = image_side
for _ in range(5):
    side = (side + 1) // 2
channels = base_width * 8 * expansion
feature_shape = (image_side, image_side, channels)
predictions_params = (channels + 1) * classes
