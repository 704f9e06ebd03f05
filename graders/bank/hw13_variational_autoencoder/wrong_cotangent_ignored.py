"""The derivatives of z alone."""

# %% vae_gradients
def kl_gradients(mean, log_var):
    return (1.0 * mean, 0.5 * (np.exp(log_var) - 1))

def sample_gradients(dz, log_var, eps):
    return (np.ones_like(dz), 0.5 * np.exp(0.5 * log_var) * eps)
