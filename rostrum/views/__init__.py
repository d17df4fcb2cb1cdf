"""What each kind of seat is shown: pure functions of state, one per audience."""
