"""The width of the last stage."""

# %% resnet_tail
side = image_side
for _ in range(5):
    side = (side + 1) // 2
channels = base_width * 8 * expansion
feature_shape = (side, side, base_width * 8)
predictions_params = (channels + 1) * classes
