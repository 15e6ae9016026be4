"""A vault of notes: links between them lead to documents, those that lead nowhere are words."""

from pathlib import Path

import pytest

from plugins.convert.results import Result
from plugins.convert.run import convert
from plugins.convert.sources import find_sources
from plugins.convert.wiki import as_shown, linked
from plugins.documents import read_documents
from tests.converting import CLIPPING, zipped


class Vault:
    """A project whose sources are a vault of Obsidian's."""

    def __init__(self, folder: Path) -> None:
        self.sources, self.into = folder / "sources", folder / "content/articles"
        (self.sources / "خزانة/.obsidian").mkdir(parents=True)

    def put(self, name: str, text: str | bytes) -> Path:
        path = self.sources / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def convert(self) -> dict[str, Result]:
        found = convert(find_sources([self.sources]), self.into)
        return {result.source.rpartition("/")[2]: result for result in found}

    def bodies(self) -> dict[str, str]:
        """Return the titles of the documents and their texts, ids of others as «of their title»."""
        documents = [document for _, document in read_documents([self.into])]
        bodies = {document.title: document.body.strip() for document in documents}
        for document in documents:
            for title, text in bodies.items():
                bodies[title] = text.replace(f"[[{document.id}", f"[[of {document.title}")
        return bodies


@pytest.fixture
def vault(tmp_path):
    return Vault(tmp_path)


def test_links_between_notes_lead_to_their_documents(vault):
    vault.put(
        "خزانة/رحلة.md", "مررت [[دمشق#السوق|بدمشق]]، ثم ![[صيدا]] و[[مدن/صيدا.md]]، أ\n\nثم ب.\n"
    )
    vault.put("خزانة/مدن/صيدا.md", "# مدينة صيدا\n\nعدت من [[رحلة]] ومن `[[رحلة]]`.\n")
    vault.put("خزانة/دمشق.md", "مدينة لا رابط فيها، أ\n\nثم ب.\n")
    assert {result.outcome for result in vault.convert().values()} == {"made"}
    assert vault.bodies() == {
        "رحلة": "مررت [[of دمشق|بدمشق]]، ثم [[of مدينة صيدا|صيدا]] و[[of مدينة صيدا|صيدا]]، أ\n\n"
        "ثم ب.",
        "مدينة صيدا": "عدت من [[of رحلة|رحلة]] ومن `[[رحلة]]`.",
        "دمشق": "مدينة لا رابط فيها، أ\n\nثم ب.",
    }
    assert {result.outcome for result in vault.convert().values()} == {"unchanged"}


def test_a_link_to_no_note_is_words_until_the_note_is_there(vault):
    vault.put("خزانة/رحلة.md", "قرأت عن [[صيدا]] و[[حلب|مدينة]]، أ\n\nثم ب.\n")
    told = vault.convert()["رحلة.md"].notes[-1]
    assert told.startswith("links [[…]] to notes that are not among the sources: 2; ")
    assert vault.bodies()["رحلة"].startswith("قرأت عن صيدا ومدينة،")
    assert vault.convert()["رحلة.md"].outcome == "unchanged"
    vault.put("خزانة/صيدا.md", "مدينة على البحر.\n")
    outcomes = {name: result.outcome for name, result in vault.convert().items()}
    assert outcomes == {"رحلة.md": "updated", "صيدا.md": "made"}
    assert vault.bodies()["رحلة"].startswith("قرأت عن [[of صيدا|صيدا]] ومدينة،")


def test_links_to_what_the_archive_has_stay(vault):
    authority = vault.into.parent / "authority"
    authority.mkdir(parents=True)
    (authority / "places.csv").write_text("id,name\nlebanon,لبنان\n", "utf-8")
    vault.put("خزانة/رحلة.md", "زرت [[lebanon]] و[[lebanon|البلد]] و[[nowhere]]، أ\n\nثم ب.\n")
    vault.convert()
    assert vault.bodies()["رحلة"].startswith("زرت [[lebanon]] و[[lebanon|البلد]] وnowhere،")


def test_a_note_that_is_not_published_is_led_to_by_no_link(vault):
    vault.put("خزانة/رحلة.md", "قرأت [[سر]] هنا، أ\n\nثم ب.\n")
    vault.put("خزانة/سر.md", "---\nstatus: draft\n---\n\nسر.\n")
    vault.convert()
    assert vault.bodies()["رحلة"].startswith("قرأت سر هنا")


def test_empty_notes_are_passed_over_in_a_vault_alone_and_boards_are_refused(vault):
    vault.put("خزانة/صيدا.md", "")
    vault.put("أخبار/فارغ.md", "")
    vault.put("خزانة/لوح.canvas", '{"nodes": [{"text": "نص"}]}')
    told = {name: (result.outcome, result.notes[0]) for name, result in vault.convert().items()}
    assert set(told) == {"فارغ.md", "لوح.canvas"}
    assert told["لوح.canvas"][0] == told["فارغ.md"][0] == "failed"
    assert "a board of Obsidian's; write" in told["لوح.canvas"][1]


def test_notes_of_a_zip_are_linked_too(vault):
    notes = {"مدن/صيدا.md": "# صيدا\n\nعدت من [[رحلة]].\n", "رحلة.md": "# رحلة\n\nإلى [[صيدا]].\n"}
    vault.put("خزانة.zip", zipped({**notes, "قصاصة.txt": CLIPPING}))
    vault.convert()
    bodies = vault.bodies()
    assert (bodies["صيدا"], bodies["رحلة"]) == (
        "عدت من [[of رحلة|رحلة]].",
        "إلى [[of صيدا|صيدا]].",
    )


def test_a_note_has_the_name_of_its_file_and_loses_what_nobody_is_shown(vault):
    note = "---\nauther: سامي\n---\n\nنص ظاهر %%سر\nطويل%% هنا ^a1\n\nفيه `%%x%%` و[[رحلة]].\n"
    vault.put("خزانة/يوم في صيدا.md", note)
    notes = vault.convert()["يوم في صيدا.md"].notes
    assert vault.bodies() == {"يوم في صيدا": "نص ظاهر  هنا\n\nفيه `%%x%%` ورحلة."}
    assert any(note.startswith("its comments, %%…%%, are left out") for note in notes)
    assert any(
        "«auther» is none of the fields" in note and "write author," in note for note in notes
    )
    [(_, document)] = read_documents([vault.into])
    assert document.summary == "نص ظاهر هنا"


@pytest.mark.parametrize(
    ("note", "document", "astray"),
    [
        ("أ [[#قسم]] ب", "أ قسم ب", 0),
        (r"| [[ن\|ك]] | [[ل\|م]] |", r"| [[x\|ك]] | م |", 1),
        (r"\[[ن]] و[[ن]", r"\[[ن]] و[[ن]", 0),
        ("```\n[[ل]]\n```\n[[ن#أ^ب]]", "```\n[[ل]]\n```\n[[x|ن]]", 0),
    ],
)
def test_a_link_is_rewritten_in_its_place(note, document, astray):
    assert linked(note, lambda target: "x" if target == "ن" else None) == (document, astray)


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("س^2 و^أ\nx^2", "س^2 و^أ\nx^2"),
        ("> [!quote]- اقتباس\n> نص", "> **اقتباس**\n> نص"),
        ("> > [!note]\n> > نص", "> > \n> > نص"),
        ("- [ ] أ\n  1. [x] ب\n- [أ] ج", "- ☐ أ\n  1. ☑ ب\n- [أ] ج"),
        ("قال ==كلاما مهما== و`==أ==` وأ == ب == ج", "قال **كلاما مهما** و`==أ==` وأ == ب == ج"),
        ("عنوان\n=====\nأ ==ب\nج==", "عنوان\n=====\nأ ==ب\nج=="),
        ("أ %%ب%%\n```\n- [ ] %%ج%%\n```", "أ \n```\n- [ ] %%ج%%\n```"),
    ],
)
def test_signs_of_obsidians_own_are_such_as_any_reader_shows(note, shown):
    assert as_shown(note)[0] == shown
