"""The axes by the angle of rotation."""

# %% ellipse
t = np.linspace(0, np.pi, 2_000_001)
radius = np.hypot(Q[0, 0] * np.cos(t) + Q[0, 1] * np.sin(t), Q[1, 0] * np.cos(t) + Q[1, 1] * np.sin(t))
long, short = t[radius.argmax()], t[radius.argmin()]
semi_axes = [radius.max(), radius.min()]
directions = [[np.cos(long), np.cos(short)], [np.sin(long), np.sin(short)]]
