"""The derivative by σ."""

# %% vae_gradients
def kl_gradients(mean, log_var):
    return (mean, np.exp(0.5 * log_var) - 1 / np.exp(0.5 * log_var))

def sample_gradients(dz, log_var, eps):
    return (1.0 * dz, dz * 0.5 * np.exp(0.5 * log_var) * eps)
