"""A shift register that is filled sample by sample."""

# %% tapped_delay
from collections import deque

def tapped_delay(x, m):
    line, rows = deque(maxlen=m + 1), []
    for sample in x:
        line.appendleft(sample)
        if len(line) == m + 1:
            rows.append([*line, 1.0])
    return np.array(rows)

# %% echo_canceller
from collections import deque

class Adaline:
    def __init__(self, inputs, alpha):
        self.w, self.alpha = np.zeros(inputs), alpha

    def learn(self, p, target):
        error = target - self.w @ p
        self.w += 2 * self.alpha * error * p
        return error

class Canceller:
    def __call__(self, x, h, m, alpha):
        neuron, line, errors = Adaline(m + 2, alpha), deque(maxlen=m + 1), []
        for sample, echo in zip(x, h):
            line.appendleft(sample)
            if len(line) > m:
                errors.append(neuron.learn(np.array([*line, 1.0]), echo))
        return np.array(errors), neuron.w

cancel_echo = Canceller()

# %% lms_step
class Step:
    def __call__(self, w, p, target, alpha):
        return w - alpha * self.gradient(w, p, target)

    def gradient(self, w, p, target):
        return -2 * (target - w @ p) * p

lms_step = Step()
