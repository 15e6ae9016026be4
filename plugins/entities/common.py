"""Names that are words too: «الحياة» of a newspaper, «المدينة», «رمضان». They need a sign.

Every text has such words, and few of them are the name. So one links only where the article has the
entity under a fuller name, or a cue stands before it (صحيفة، نادي، مدينة), or quotes stand around
it, or the keeper says so: `entities_add` for an article, the column `always` for all.
"""

from functools import cache

from plugins.arabic.calendar import hijri_months, months
from plugins.arabic.fold import fold
from plugins.arabic.lemma import dictionary
from plugins.arabic.letters import ARTICLE
from plugins.entities.cues import strong_cues
from plugins.entities.language import is_country_or_city
from plugins.entities.sound import Sound

FEW = 49  # every so many words are enough to tell what sounds foreign
NISBA = ("ي", "يه", "يين", "يون")  # adjectives are the affair of `nisba`
STRANGE = 0.4  # sounds more like a name than the words do: الناتو، اليونسكو


@cache
def is_common(word: str, kind: str) -> bool:
    """Tell whether a name of one word, folded as a name, is likelier a word where it stands alone.

    A month; the article with a noun, as the name of an organization (الدفاع); the article with the
    noun of a kind of place (المدينة، الجنوب). Persons and events are called by such words rarely,
    and then the name is what a text means (الحكيم، الإسلام).
    """
    form = fold(word)
    if (form,) in months() or (form,) in hijri_months():
        return not form.isascii()
    bare = form.removeprefix(ARTICLE)
    if bare == form or dictionary().get(bare) != bare or is_country_or_city(form):
        return False
    if kind == "place":
        return strong_cues().get(bare) == kind
    return kind == "organization" and not form.endswith(NISBA) and _sound().of(bare) < STRANGE


@cache
def _sound() -> Sound:
    return Sound((), FEW)
