"""Arabic morphology for a lexicon: inflected forms of its entries, and their analysis in text.

`forms` has the types, `verbs` the conjugation, `nouns` verbal nouns, participles and declension, `dictionary` the table
of all forms and the peeling of attached particles and pronouns.
"""

from tashabuk.lang.ar.morphology.dictionary import Dictionary
from tashabuk.lang.ar.morphology.forms import Analysis, Entry, Part, Tense, Voice

__all__ = ["Analysis", "Dictionary", "Entry", "Part", "Tense", "Voice"]
