"""No biases."""

# %% encoder_decoder_counts
k = kernel**2
flat = (side // 4) ** 2 * second_filters
encoder_params = k * first_filters + k * first_filters * second_filters + flat * hidden + 2 * hidden * latent
decoder_params = latent * flat + k * second_filters**2 + k * second_filters * first_filters + k * first_filters
