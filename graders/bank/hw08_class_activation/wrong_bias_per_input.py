"""A bias for each input."""

# %% resnet_tail
side = image_side
for _ in range(5):
    side = (side + 1) // 2
channels = base_width * 8 * expansion
feature_shape = (side, side, channels)
predictions_params = channels * classes + channels
