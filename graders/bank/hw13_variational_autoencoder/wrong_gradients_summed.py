"""Sums the gradients over the samples."""

# %% vae_gradients
def kl_gradients(mean, log_var):
    return (np.sum(mean, axis=0), np.sum(0.5 * (np.exp(log_var) - 1), axis=0))

def sample_gradients(dz, log_var, eps):
    return (np.sum(dz, axis=0), np.sum(dz * 0.5 * np.exp(0.5 * log_var) * eps, axis=0))
