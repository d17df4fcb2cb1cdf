"""Simulated delegations: scenarios as scripts, an autopilot, and participants with pictures and voices.

A client of the doors like any browser: what it does to a meeting, it does by intents.
"""
