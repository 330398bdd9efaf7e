"""`python -m communique.cli`, for where the script is not on the path."""

from communique.cli import main

main(prog_name="communique")
