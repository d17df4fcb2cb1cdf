"""Sets Rostrum up and runs its tests. Standard library only: it runs before anything is installed."""
