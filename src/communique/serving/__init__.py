"""A build as a read-only web server: dereferencing, SPARQL, reconciliation."""
