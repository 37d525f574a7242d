"""What a trained network says: evaluation and prediction."""
