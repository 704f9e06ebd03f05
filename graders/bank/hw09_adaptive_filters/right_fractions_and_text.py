"""Fractions worked out exactly, and numbers written with Persian digits."""

# %% separable_bits
separable_bits = [
    str(b).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) for b in range(code_bits)
    if highest_code // 2**b - lowest_code // 2**b <= 1
]
separable_bits = [int(b) for b in separable_bits]

# %% two_conventions
from fractions import Fraction
largest = Fraction(int(round(max(np.linalg.eigvalsh(R)))))
alpha_max = str(float(1 / largest)).translate(str.maketrans("0123456789.", "۰۱۲۳۴۵۶۷۸۹٫"))
mu_max = float(2 / largest)

# %% parameter_ratio
parameter_ratio = str((delays + 2) / (neurons * (delays + 2))).translate(str.maketrans("0123456789.", "۰۱۲۳۴۵۶۷۸۹٫"))

# %% perceptron_step
from fractions import Fraction

def perceptron_step(Q, p, target):
    rows = []
    for row, t in zip(Q.tolist(), target.tolist()):
        net = sum(Fraction(a) * Fraction(b) for a, b in zip(row, p.tolist()))
        rows.append([float(Fraction(a) + (int(t) - (net >= 0)) * Fraction(b)) for a, b in zip(row, p.tolist())])
    return np.array(rows)

Q_new = [[str(v).translate(str.maketrans("0123456789.", "۰۱۲۳۴۵۶۷۸۹٫")) for v in row] for row in perceptron_step(Q, p, target)]
