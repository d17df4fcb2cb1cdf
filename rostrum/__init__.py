"""Rostrum: intergovernmental summits by videoconference."""
