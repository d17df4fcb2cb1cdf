"""Books on disk: append-only, hash-chained, signed, and verifiable by anyone who holds a bundle.

``port`` says what every record does; ``memory`` and ``sqlite`` do it; ``codec`` turns acts into JSON and
back; ``entry``, ``merkle`` and ``checkpoint`` are the chain; ``bundle`` and ``verify`` carry it out of the
house.
"""
