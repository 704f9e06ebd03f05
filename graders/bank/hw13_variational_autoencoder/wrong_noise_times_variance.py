"""The noise is multiplied by the variance."""

# %% reparameterise
def reparameterise(mean, log_var, eps):
    return mean + np.exp(log_var) * eps

# %% vae_gradients
def kl_gradients(mean, log_var):
    return (1.0 * mean, 0.5 * (np.exp(log_var) - 1))

def sample_gradients(dz, log_var, eps):
    return (dz, dz * np.exp(log_var) * eps)
