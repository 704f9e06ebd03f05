"""Objects that can be called like functions, and axes in the place of a figure."""

# %% response_plot
from functools import partial
import matplotlib.pyplot as plt

def panels(x, g, size):
    figure, axes = plt.subplots(nrows=2, figsize=size)
    for ax, samples, title in zip(axes, (x, g), ("input", "impulse response")):
        ax.stem(samples)
        ax.set(title=title, xlabel="n", ylabel="amplitude")
    axes[1].set_yscale("symlog", linthresh=0.1)
    return axes[0]

plot_response = lambda x, g: partial(panels, size=(5, 4))(x, g)

# %% simulate
class System:
    def __call__(self, coefficients, x):
        state_x, state_y, out = [0.0, 0.0, 0.0], [0.0, 0.0], []
        for now in x:
            state_x = [now, *state_x[:2]]
            new = sum(c * v for c, v in zip(coefficients["x"], state_x))
            new += sum(d * v for d, v in zip(coefficients["y"], state_y))
            state_y = [new, state_y[0]]
            out.append(new)
        return np.array(out)

simulate = System()
