"""What is measured, each beside its floor in the same run."""
