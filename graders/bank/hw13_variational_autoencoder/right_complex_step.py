"""Derivatives by a step into the complex plane."""

# %% vae_gradients
H = 1e-30

def kl_gradients(mean, log_var):
    def kl(m, v):
        return 0.5 * (np.exp(v) + m**2 - 1 - v)

    return np.imag(kl(mean + 1j * H, log_var)) / H, np.imag(kl(mean, log_var + 1j * H)) / H

def sample_gradients(dz, log_var, eps):
    return dz + 0 * eps, dz * np.imag(np.exp((log_var + 1j * H) / 2) * eps) / H
