"""The hall: the plan that a state of a meeting calls for, and the media rooms that are made to match it."""
