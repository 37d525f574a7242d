"""Files of weights, and the state that a training resumes from."""
