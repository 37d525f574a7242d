"""What is said to people, in every language, without Qt: by networks and runs, jobs, figures and reports."""
