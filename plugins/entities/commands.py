"""What `python -m plugins.entities COMMAND` does. Each takes the parsed arguments, gives a code."""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from plugins.document import Document, read_document
from plugins.documents import document_paths, read_documents, tried
from plugins.entities import edit
from plugins.entities.authority import Placed, is_general, read_authority, read_placed
from plugins.entities.broken import broken_links
from plugins.entities.common import is_common
from plugins.entities.edit import Sheets
from plugins.entities.entity import Entity
from plugins.entities.explain import explained, place_of_body, prose_of, undecided, with_links
from plugins.entities.find import KnownNames, Reading, names_of, read
from plugins.entities.ids import by_id, by_name, own_ids, own_texts, unknown_ids
from plugins.entities.model import learn
from plugins.entities.names import is_plain
from plugins.entities.proposals import add_ticked, is_ticked, read_proposals, write_proposals
from plugins.entities.spelling import folded_words
from plugins.entities.suggest import Guesses, suggest_in
from plugins.entities.tokens import Tokens, tokens_of
from plugins.entities.variants import variants as find_variants
from plugins.errors import ArchiveErrors
from plugins.files import read_text
from plugins.kinds import FOLDERS

NOT_PARTED = re.compile(r"\w\s*[،؛;,]\s*\w|\w\s+/\s+\w")
UNREAD = "documents not looked through: {}; `python -m plugins.check` tells what is wrong with them"


def check(given: argparse.Namespace) -> int:
    """Check the authority files and the documents; report names that are words, open homonyms."""
    placed = read_placed(given.content / given.authority)
    authority = [each.entity for each in placed]
    folders = [given.content / "articles", given.content / "pages"]
    read = [(path, tried(path)) for path in document_paths(folders)]
    known = [(path, each) for path, each in read if isinstance(each, Document)]
    unread = len(read) - len(known)
    pages = [pair for pair in known if pair[0].is_relative_to(folders[1])]
    found = [pair for pair in known if not pair[0].is_relative_to(folders[1])]
    texts = own_texts(given.content / given.authority, by_id(authority))
    leading = [*pages, *((path, Document(body=read_text(path))) for path in texts.values())]
    errors = unknown_ids(found, by_id(authority))
    errors += () if unread else broken_links(found, authority, leading)  # they may lead to those
    if errors:
        raise ArchiveErrors(errors)
    for line in (*words_among(placed), *not_parted(placed), *_homonyms(found, authority)):
        print(line, file=sys.stderr)
    counts = Counter(entity.kind for entity in authority)
    told = ", ".join(f"{counts[kind]} {folder}" for kind, folder in FOLDERS.items())
    print(f"{len(authority)} entities are in order: {told}")
    if unread:
        print(UNREAD.format(unread), file=sys.stderr)
    return int(unread > 0)


def explain(given: argparse.Namespace) -> int:
    """Print a line for each mention of a file: line:start-end, form, entity, rule."""
    authority = read_authority(given.content / given.authority)
    path: Path = given.file
    if path.suffix == ".md":
        text, begin = place_of_body(path)
        document = read_document(path)
    else:
        text, begin, document = read_text(path), 0, Document()
    ids, body = by_id(authority), text[begin:]
    reading = _read(document, prose_of(body), names_of(authority), ids)
    reading = with_links(body, reading, {**by_name(authority), **ids})
    print("line:columns\tform\tentity\trule")
    for row in explained(text, begin, reading):
        print("\t".join(row))
    return 0


def suggest(given: argparse.Namespace) -> int:
    """Add what was ticked in the file of suggestions, then write it anew."""
    folder = given.content / given.authority
    path: Path = given.into or given.content / "suggestions.csv"
    kept, found_in = read_proposals(path), documents_of(given.content)
    if any(map(is_ticked, kept)):
        sheets = Sheets(folder)
        ids = add_ticked(kept, sheets)
        sheets.save()
        print(f"added to the authority files: {', '.join(ids)}")
    authority = read_authority(folder)
    names = names_of(authority)
    texts = [tokens_of(f"{d.title}\n{d.body}", names) for _, d in found_in]
    guesses = _guesses(texts, names) if given.model else []
    found = suggest_in(texts, authority, given.least, guesses)
    new = write_proposals(path, kept, found, authority)
    print(f"{new} names are proposed in {path}; tick those that are right and run this again")
    return 0


def _guesses(texts: Sequence[Tokens], names: KnownNames) -> list[Guesses]:
    """Train a model on the keeper's own names, say how good it is, and return its guesses."""
    guesses, measured = learn(texts, names)
    share = measured.right / measured.guessed if measured.guessed else 0.0
    print(
        f"The model: of {measured.guessed} names that it marks in articles held back from it, "
        f"{share:.0%} are in the authority files (names that are missing there count as wrong)"
    )
    return [{(g.start, g.end): (g.kind, g.certainty) for g in found} for found in guesses]


def variants(given: argparse.Namespace) -> int:
    """Print the pairs of entities that may be one: score, ids, names."""
    placed = read_placed(given.content / given.authority)
    entities = [each.entity for each in placed]
    general = {each.entity.id for each in placed if is_general(each.path)}
    print("score\tid\tname\tid\tname")
    for pair in find_variants(entities, given.least, general):
        print(f"{pair.score:.2f}\t{pair.one.id}\t{pair.name}\t{pair.other.id}\t{pair.other_name}")
    return 0


def merge(given: argparse.Namespace) -> int:
    """Make one entity a part of another."""
    _under_another_id(given, edit.merge, given.id)
    print(f"{given.old} is a part of {given.id} now; its address leads there")
    return 0


def apart(given: argparse.Namespace) -> int:
    """Remember that two entities are not the same."""
    sheets = Sheets(given.content / given.authority)
    edit.tell_apart(sheets, given.one, given.other)
    sheets.save()
    print(f"{given.one} and {given.other} are two")
    return 0


def rename(given: argparse.Namespace) -> int:
    """Give an entity another id."""
    _under_another_id(given, edit.rename, given.new)
    print(f"{given.old} is {given.new} now; its old address leads there")
    return 0


def _under_another_id(
    given: argparse.Namespace, change: Callable[[Sheets, str, str], None], id: str
) -> None:
    """Change the rows of the entity `given.old`, and let its own text go with it."""
    folder: Path = given.content / given.authority
    sheets = Sheets(folder)
    change(sheets, given.old, id)
    move_text = edit.move_text(folder, given.old, id)
    sheets.save()
    move_text()


def documents_of(content: Path) -> Sequence[tuple[Path, Document]]:
    return read_documents([content / "articles"])


def _read(document: Document, text: str, names: KnownNames, known: Mapping[str, Entity]) -> Reading:
    return read(
        text,
        names,
        never=own_ids(document.entities_never, known),
        add=own_ids(document.entities_add, known),
    )


def words_among(placed: Sequence[Placed]) -> Iterator[str]:
    """Yield a warning for each name of one word that is a word of the language too."""
    for path, line, entity in placed:
        settled = entity.always + entity.sometimes
        for name in entity.names:
            words = folded_words(name)
            if is_plain(words):
                yield f"{path}:{line}: «{name}» of {entity.id} is a word like «غير»: never linked"
            elif len(words) == 1 and name not in settled and is_common(*words, entity.kind):
                yield (
                    f"{path}:{line}: «{name}» of {entity.id} is a common word too: linked only in "
                    "articles that name it more fully, after such words as «صحيفة», or in quotes; "
                    "write it into the column always to link it wherever it stands, or into "
                    "sometimes to leave it so"
                )


def not_parted(placed: Sequence[Placed]) -> Iterator[str]:
    """Yield a warning for each name that looks like several: no text has them in one piece."""
    for path, line, entity in placed:
        for column in ("aliases", "adjective", "never", "always", "sometimes"):
            for name in getattr(entity, column):
                if NOT_PARTED.search(name):
                    yield (
                        f"{path}:{line}: {column}: «{name}» of {entity.id} is taken for one name; "
                        "write bars | between names"
                    )


def _homonyms(found: Sequence[tuple[Path, Document]], authority: Sequence[Entity]) -> Iterator[str]:
    """Yield a warning for each homonym that its document leaves open."""
    names, known = names_of(authority), by_id(authority)
    for path, document in found:
        text, begin = place_of_body(path)
        for each in _read(document, text[begin:], names, known).undecided:
            line = text.count("\n", 0, begin + each.start) + 1
            yield undecided(f"{path}:{line}", each)
