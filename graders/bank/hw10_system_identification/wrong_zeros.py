"""Zeros of the right form."""

# %% poles_and_regions
poles, zeros, regions, stable_region = [0.0], [0.0], 0, (0.0, 0.0)

# %% impulse_response
g = np.zeros(6)

def impulse_response(b, a, n):
    return np.zeros(n)

# %% difference_equation
coefficients = {"x": np.zeros(3), "y": np.zeros(2)}

# %% simulate
def simulate(coefficients, x):
    return np.zeros(len(x))

# %% regressors
def regressors(x, y, nx, ny):
    m = max(nx, ny)
    return np.zeros((len(y) - m, nx + 1 + ny)), np.zeros(len(y) - m)

# %% jacobian_coefficients
def mean_jacobian(model, inputs):
    return np.zeros(inputs.shape[1])

# %% adaline_coefficients
def adaline_fit(D, t):
    return np.zeros(D.shape[1])

# %% transfer_function
def to_transfer_function(w):
    return np.zeros(3), np.zeros(3)
