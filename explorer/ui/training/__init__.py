"""The page that trains: recipe, job, live curves, runs."""
