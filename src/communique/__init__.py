"""communique: press releases in, linked open data with its proof out."""

__version__ = "0.1.0"
