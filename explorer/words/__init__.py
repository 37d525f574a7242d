"""The sentences of networks, runs, jobs, figures and reports in every language, without Qt."""
