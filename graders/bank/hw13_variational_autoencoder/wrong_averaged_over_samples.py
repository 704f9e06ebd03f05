"""Divides by the number of samples."""

# %% vae_gradients
def kl_gradients(mean, log_var):
    return (mean / mean.shape[0], 0.5 * (np.exp(log_var) - 1) / mean.shape[0])

def sample_gradients(dz, log_var, eps):
    return (1.0 * dz, dz * 0.5 * np.exp(0.5 * log_var) * eps)
