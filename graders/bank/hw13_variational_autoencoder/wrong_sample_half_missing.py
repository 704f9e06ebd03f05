"""No ½ in the gradient by the log-variance."""

# %% vae_gradients
def kl_gradients(mean, log_var):
    return (1.0 * mean, 0.5 * (np.exp(log_var) - 1))

def sample_gradients(dz, log_var, eps):
    return (dz, dz * np.exp(0.5 * log_var) * eps)
