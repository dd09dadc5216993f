"""Language: every text a person reads, by key, in Japanese and English; numbers and dates the way each writes them."""

from kado.language.human import human
from kado.language.strings import LOCALES, has, say

__all__ = ["LOCALES", "has", "human", "say"]
