"""The addresses of records, for who is in this room; they are spelled where `check` can know them too."""

from wijkdemocratie.adres import Adresseerbaar, pad_van

__all__ = ["Adresseerbaar", "pad_van"]
