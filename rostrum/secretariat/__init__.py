"""Those who run the meeting, the only place where things are done."""
