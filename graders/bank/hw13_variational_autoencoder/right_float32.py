"""Everything in single precision."""

# %% gaussian_kl
def gaussian_kl(mean, log_var):
    mean, log_var = mean.astype('float32'), log_var.astype('float32')
    return np.float32(0.5) * np.sum(np.exp(log_var) + mean**2 - 1 - log_var, axis=1)

# %% reparameterise
def reparameterise(mean, log_var, eps):
    return mean.astype('float32') + np.exp(np.float32(0.5) * log_var.astype('float32')) * eps.astype('float32')

# %% bernoulli_nll
def bernoulli_nll(x, logits):
    x, logits = x.astype('float32'), logits.astype('float32')
    return np.sum(np.logaddexp(np.float32(0), logits) - x * logits, axis=(1, 2))

# %% elbo
def elbo(x, logits, mean, log_var):
    x, logits, mean, log_var = (each.astype('float32') for each in (x, logits, mean, log_var))
    likelihood = np.sum(x * logits - np.logaddexp(np.float32(0), logits), axis=(1, 2))
    return likelihood - np.float32(0.5) * np.sum(np.exp(log_var) + mean**2 - 1 - log_var, axis=1)

# %% vae_gradients
def kl_gradients(mean, log_var):
    return (mean.astype('float32'), (np.exp(log_var.astype('float32')) - 1) / 2)

def sample_gradients(dz, log_var, eps):
    return (dz.astype('float32'), (dz * np.exp(0.5 * log_var) * eps).astype('float32') / 2)
