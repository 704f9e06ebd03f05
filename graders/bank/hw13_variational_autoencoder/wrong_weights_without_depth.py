"""The filters of the second convolution are flat."""

# %% encoder_decoder_counts
k = kernel**2
flat = (side // 4) ** 2 * second_filters
encoder_params = (k + 1) * first_filters + (k * first_filters + 1) * second_filters + (flat + 1) * hidden + 2 * (hidden + 1) * latent
decoder_params = (latent + 1) * flat + (k * second_filters + 1) * (second_filters + first_filters) + k * first_filters + 1
encoder_params -= k * second_filters * (first_filters - 1)
