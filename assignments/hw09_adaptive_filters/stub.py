import numpy as np

# %% tapped_delay
def tapped_delay(x, m):
    """Rows [x[k], x[k-1], ..., x[k-m], 1] for k = m, ..., len(x)-1; returns (len(x) - m, m + 2)."""
    raise NotImplementedError

# %% quantise
def quantise(h, bits, h_max):
    """Codes 0 ... 2**bits - 1 of the levels h (n,), which lie between 0 and h_max; returns whole numbers (n,)."""
    raise NotImplementedError

# %% thermometer
def thermometer(code, bits):
    """Thermometer code of a whole number; returns zeros and ones (2**bits - 1,)."""
    raise NotImplementedError

# %% separable_bits
separable_bits = ...  # a list of bit numbers in ascending order, such as [0, 1]; bit 0 is worth 1

# %% perceptron_step
Q_new = ...  # an array of the shape of Q

def perceptron_step(Q, p, target):
    """One perceptron update of the weights Q (N, m + 2) for the input p (m + 2,) and target (N,)."""
    raise NotImplementedError

# %% lms_step
def lms_step(w, p, target, alpha):
    """One LMS update of the weights w (m + 2,), in Hagan's convention, for the input p (m + 2,)."""
    raise NotImplementedError

# %% two_conventions
alpha_max = ...  # for w + 2*alpha*e*p
mu_max = ...  # for w + mu*e*p

# %% stability_bound
def max_learning_rate(x, m):
    """The least upper bound of alpha for the inputs tapped_delay(x, m), in Hagan's convention; returns a number."""
    raise NotImplementedError

# %% echo_canceller
def cancel_echo(x, h, m, alpha):
    """Run LMS from zero weights over a call; returns the errors e (len(x) - m,) and the last weights w (m + 2,)."""
    raise NotImplementedError

# %% adaline_or_slpr
adaline_or_slpr = ...  # one letter, such as "A"

# %% parameter_ratio
parameter_ratio = ...

# %% delay_count
delay_count = ...  # one letter, such as "A"
