"""The sandbox: a warm parent that has imported what an assignment needs and forks one process per submission."""
