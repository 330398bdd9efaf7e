"""Links to other datasets: what may be linked is asked of a service, proposed, and decided by a person.

Nothing here writes data: `link` leaves proposals in a review folder, `review` turns verdicts into rows
of `mappings/*.sssom.tsv`, and the next build publishes those. Only `wire.py` opens a connection.
"""
