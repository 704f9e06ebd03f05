"""Numbers as text with Persian digits."""

# %% encoder_decoder_counts
k = kernel**2
flat = (side // 4) ** 2 * second_filters
encoder_params = (k + 1) * first_filters + (k * first_filters + 1) * second_filters + (flat + 1) * hidden + 2 * (hidden + 1) * latent
decoder_params = (latent + 1) * flat + (k * second_filters + 1) * (second_filters + first_filters) + k * first_filters + 1

persian = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
encoder_params, decoder_params = str(encoder_params).translate(persian), f"{decoder_params:,}".translate(persian)

# %% kl_by_hand
kl_value = f"{np.sum(0.5 * (np.exp(log_var) + mean**2 - 1 - log_var)):.4f}".translate(str.maketrans("0123456789.", "۰۱۲۳۴۵۶۷۸۹٫"))
