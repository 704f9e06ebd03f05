"""Exact rational numbers, turned into floats at the end."""

# %% hand_network
from fractions import Fraction

def exact(array):
    return np.array([Fraction(v) for v in np.ravel(array)], dtype=object).reshape(np.shape(array))

x_, w1_, c1_, w2_, c2_, t_ = map(exact, (X, W1, b1, W2, b2, targets))
z_ = x_.dot(w1_) + c1_
h_ = z_ * (z_ > 0)
y_ = h_.dot(w2_) + c2_
e_ = (y_ - t_) / Fraction(len(X))
d_ = e_.dot(w2_.T) * (z_ > 0)
hidden, output = h_.astype(float), y_.astype(float)
loss = float(((y_ - t_) ** 2).sum() / 4)
dW1, db1 = x_.T.dot(d_).astype(float), d_.sum(axis=0).astype(float)
dW2, db2 = h_.T.dot(e_).astype(float), e_.sum(axis=0).astype(float)

# %% repeated_factor
from fractions import Fraction

growth, decay = (float(Fraction(round(1000 * v), 1000) ** times) for v in (larger, smaller))
