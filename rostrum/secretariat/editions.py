"""In whose words a sheet is printed: the names that a body, its regions and its members have in a language."""

from rostrum import data
from rostrum.composition import Sheet
from rostrum.printing.letters import said
from rostrum.printing.wording import Wording
from rostrum.procedure.body.state import Body
from rostrum.secretariat.library import group_name, scheme_name


def state_name(code: str, language: str, on: str, otherwise: str) -> str:
    """The name of a state in a language, as it stood on a day; of what is no state, the name given."""
    known = data.states().get(code)
    return known.name(language, on) if known else otherwise


def edition_of(state: Body, sheet: Sheet, language: str) -> Wording:
    """A sheet of a body on record."""
    doc = sheet.document
    scheme = state.schemes[doc["scheme"]]
    own = {code: member.name for code, member in state.members.items() if member.name}
    return Wording(
        language=language,
        body=said(state.name, language),
        scheme=said(scheme.name, language),
        states={
            code: said(own[code], language)
            if code in own
            else state_name(code, language, doc["on"], member["name"])
            for code, member in doc["members"].items()
        },
        regions={key: said(group.name, language) for key, group in scheme.groups.items()},
    )


def shipped_edition(sheet: Sheet, language: str) -> Wording:
    """A sheet of a body of the shipped facts, without its book."""
    doc = sheet.document
    return Wording(
        language=language,
        body=said(data.body(doc["body"])["name"], language),
        scheme=said(scheme_name(doc["scheme"]), language),
        states={
            code: state_name(code, language, doc["on"], member["name"])
            for code, member in doc["members"].items()
        },
        regions={region: said(group_name(region), language) for region in sheet.seats},
    )
