"""Both signs are wrong."""

# %% vae_gradients
def kl_gradients(mean, log_var):
    return (-mean, 0.5 * (1 - np.exp(log_var)))

def sample_gradients(dz, log_var, eps):
    return (1.0 * dz, dz * 0.5 * np.exp(0.5 * log_var) * eps)
