"""Made of one function for each term, with options of its own."""

# %% elbo
def reconstruction(x, logits):
    return np.sum(np.logaddexp(0, logits) - x * logits, axis=(1, 2))

def regularisation(mean, log_var):
    return 0.5 * np.sum(np.exp(log_var) + mean**2 - 1 - log_var, axis=1)

def elbo(x, logits, mean, log_var, beta=1.0):
    return -(reconstruction(x, logits) + beta * regularisation(mean, log_var))
