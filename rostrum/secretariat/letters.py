# ruff: noqa: E501  (a table of sentences)
"""Letters of invitation and reminder in the six languages: as text, as HTML and on paper.

Names stand in headings only, never inside a sentence, so that no language has to decline them. The wording is this
project's own, in the form of a note from a chair.
"""

import html
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

import typst
from babel.dates import format_date, get_timezone_location

from rostrum import data
from rostrum.composition.fonts import font_for
from rostrum.procedure.body.state import Body, MeetingLine
from rostrum.procedure.words import Instant, Texts
from rostrum.secretariat.invitations import name_of

Kind = Literal["invitation", "reminder", "cancellation"]

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "invitation": "Invitation",
        "reminder": "Reminder of an invitation",
        "to": "To",
        "salutation": "Excellency,",
        "invite": "The Chair presents its compliments to your Government and has the honour to invite it to take part in the meeting named above.",
        "invite_organisation": "The Chair presents its compliments to your Organization and has the honour to invite it to take part in the meeting named above.",
        "remind": "The Chair presents its compliments and has the honour to refer to its invitation to the meeting named above, to which no reply has reached it so far.",
        "cancellation": "Cancellation of a meeting",
        "call_off": "The Chair presents its compliments and regrets to announce that the meeting named above has been called off. The invitation to it, and its entry in calendars, are withdrawn.",
        "composed": "The group was composed by geographic representation; the method and the reason for each choice are open to every member.",
        "theme": "Theme",
        "place": "Place",
        "by_video": "by videoconference",
        "host_time": "Opening, at the place of the host",
        "utc_time": "Opening, UTC",
        "local_time": "Opening, in your capital",
        "reply_by": "A reply is requested by",
        "reply": "The Chair would be grateful for an answer at the address below, with the level of representation. The address is meant for your delegation alone.",
        "attached": "A calendar entry is attached.",
        "close": "The Chair avails itself of this opportunity to renew the assurances of its highest consideration.",
        "chair": "Chair",
    },
    "fr": {
        "invitation": "Invitation",
        "reminder": "Rappel d’une invitation",
        "to": "À l’attention de",
        "salutation": "Excellence,",
        "invite": "La présidence présente ses compliments à votre Gouvernement et a l’honneur de l’inviter à prendre part à la réunion susmentionnée.",
        "invite_organisation": "La présidence présente ses compliments à votre Organisation et a l’honneur de l’inviter à prendre part à la réunion susmentionnée.",
        "remind": "La présidence présente ses compliments et a l’honneur de se référer à son invitation à la réunion susmentionnée, à laquelle aucune réponse ne lui est encore parvenue.",
        "cancellation": "Annulation d’une réunion",
        "call_off": "La présidence présente ses compliments et a le regret d’annoncer que la réunion susmentionnée est annulée. L’invitation et son entrée d’agenda sont retirées.",
        "composed": "Le groupe a été composé selon une représentation géographique ; la méthode et le motif de chaque choix sont à la disposition de tous les membres.",
        "theme": "Thème",
        "place": "Lieu",
        "by_video": "par visioconférence",
        "host_time": "Ouverture, heure de l’hôte",
        "utc_time": "Ouverture, UTC",
        "local_time": "Ouverture, heure de votre capitale",
        "reply_by": "Réponse souhaitée d’ici au",
        "reply": "La présidence serait reconnaissante de recevoir une réponse à l’adresse ci-dessous, avec le niveau de représentation. Cette adresse est destinée à votre seule délégation.",
        "attached": "Une entrée d’agenda est jointe.",
        "close": "La présidence saisit cette occasion pour renouveler les assurances de sa très haute considération.",
        "chair": "Présidence",
    },
    "es": {
        "invitation": "Invitación",
        "reminder": "Recordatorio de una invitación",
        "to": "A la atención de",
        "salutation": "Excelencia:",
        "invite": "La Presidencia saluda atentamente a su Gobierno y tiene el honor de invitarlo a participar en la reunión arriba indicada.",
        "invite_organisation": "La Presidencia saluda atentamente a su Organización y tiene el honor de invitarla a participar en la reunión arriba indicada.",
        "remind": "La Presidencia saluda atentamente y tiene el honor de referirse a su invitación a la reunión arriba indicada, a la que hasta ahora no ha recibido respuesta.",
        "cancellation": "Cancelación de una reunión",
        "call_off": "La Presidencia saluda atentamente y lamenta comunicar que la reunión arriba indicada ha sido cancelada. Quedan sin efecto la invitación y su entrada de calendario.",
        "composed": "El grupo se compuso atendiendo a la representación geográfica; el método y el motivo de cada elección están a disposición de todos los miembros.",
        "theme": "Tema",
        "place": "Lugar",
        "by_video": "por videoconferencia",
        "host_time": "Apertura, hora del anfitrión",
        "utc_time": "Apertura, UTC",
        "local_time": "Apertura, hora de su capital",
        "reply_by": "Se ruega respuesta antes de",
        "reply": "La Presidencia agradecería una respuesta en la dirección que figura a continuación, con el nivel de representación. La dirección está destinada únicamente a su delegación.",
        "attached": "Se adjunta una entrada de calendario.",
        "close": "La Presidencia aprovecha la oportunidad para reiterar las seguridades de su más alta consideración.",
        "chair": "Presidencia",
    },
    "ru": {
        "invitation": "Приглашение",
        "reminder": "Напоминание о приглашении",
        "to": "Кому",
        "salutation": "Ваше Превосходительство,",
        "invite": "Председательство свидетельствует свое уважение Вашему Правительству и имеет честь пригласить его принять участие в вышеназванной встрече.",
        "invite_organisation": "Председательство свидетельствует свое уважение Вашей Организации и имеет честь пригласить ее принять участие в вышеназванной встрече.",
        "remind": "Председательство свидетельствует свое уважение и имеет честь сослаться на свое приглашение принять участие в вышеназванной встрече, ответ на которое пока не получен.",
        "cancellation": "Отмена встречи",
        "call_off": "Председательство свидетельствует свое уважение и с сожалением сообщает, что вышеназванная встреча отменена. Приглашение и запись в календаре отзываются.",
        "composed": "Состав группы определен на основе географического представительства; метод и основание каждого выбора доступны всем членам.",
        "theme": "Тема",
        "place": "Место",
        "by_video": "в режиме видеоконференции",
        "host_time": "Открытие, по времени принимающей стороны",
        "utc_time": "Открытие, UTC",
        "local_time": "Открытие, по времени Вашей столицы",
        "reply_by": "Просьба ответить до",
        "reply": "Председательство будет признательно за ответ по указанному ниже адресу с указанием уровня представительства. Адрес предназначен только для Вашей делегации.",
        "attached": "Запись для календаря прилагается.",
        "close": "Председательство пользуется случаем, чтобы возобновить уверения в своем весьма высоком уважении.",
        "chair": "Председательство",
    },
    "ar": {
        "invitation": "دعوة",
        "reminder": "تذكير بدعوة",
        "to": "إلى",
        "salutation": "صاحب السعادة،",
        "invite": "تهدي الرئاسة تحياتها إلى حكومتكم الموقرة وتتشرف بدعوتها إلى المشاركة في الاجتماع المذكور أعلاه.",
        "invite_organisation": "تهدي الرئاسة تحياتها إلى منظمتكم الموقرة وتتشرف بدعوتها إلى المشاركة في الاجتماع المذكور أعلاه.",
        "remind": "تهدي الرئاسة تحياتها وتتشرف بالإشارة إلى دعوتها إلى الاجتماع المذكور أعلاه، التي لم يصلها رد عليها حتى الآن.",
        "cancellation": "إلغاء اجتماع",
        "call_off": "تهدي الرئاسة تحياتها وتأسف للإعلان عن إلغاء الاجتماع المذكور أعلاه. وبذلك تُسحب الدعوة ومدخلها في التقويم.",
        "composed": "شُكّلت المجموعة على أساس التمثيل الجغرافي، والطريقة وسبب كل اختيار متاحان لجميع الأعضاء.",
        "theme": "الموضوع",
        "place": "المكان",
        "by_video": "عبر الاتصال المرئي",
        "host_time": "الافتتاح بتوقيت البلد المضيف",
        "utc_time": "الافتتاح بالتوقيت العالمي المنسق",
        "local_time": "الافتتاح بتوقيت عاصمتكم",
        "reply_by": "يرجى الرد في موعد أقصاه",
        "reply": "وتكون الرئاسة ممتنة لتلقي الرد على العنوان أدناه مع بيان مستوى التمثيل. وهذا العنوان مخصص لوفدكم وحده.",
        "attached": "مرفق مدخل للتقويم.",
        "close": "وتغتنم الرئاسة هذه الفرصة لتعرب مجدداً عن فائق تقديرها واحترامها.",
        "chair": "الرئاسة",
    },
    "zh": {
        "invitation": "邀请函",
        "reminder": "邀请提醒函",
        "to": "致",
        "salutation": "阁下：",
        "invite": "主席向贵国政府致意，谨邀请贵国政府参加上述会议。",
        "invite_organisation": "主席向贵组织致意，谨邀请贵组织参加上述会议。",
        "remind": "主席谨致意，并谨提及上述会议的邀请，迄今尚未收到答复。",
        "cancellation": "会议取消通知",
        "call_off": "主席谨致意，并遗憾地通知：上述会议已取消，原邀请及日历条目一并撤回。",
        "composed": "本小组按地域代表性组成；所用方法及每项选择的理由均向全体成员公开。",
        "theme": "主题",
        "place": "地点",
        "by_video": "视频会议",
        "host_time": "开幕时间（东道国时间）",
        "utc_time": "开幕时间（协调世界时）",
        "local_time": "开幕时间（贵国首都时间）",
        "reply_by": "敬请于此前答复",
        "reply": "如蒙通过下列网址答复并告知代表级别，主席将不胜感激。该网址仅供贵代表团使用。",
        "attached": "附日历条目。",
        "close": "主席借此机会再次表示最崇高的敬意。",
        "chair": "主席",
    },
}
LOCALES = {"en": "en_GB"}
CLDR_ZONES = {
    "Africa/Asmara": "Africa/Asmera",
    "Asia/Ho_Chi_Minh": "Asia/Saigon",
    "Asia/Kathmandu": "Asia/Katmandu",
    "Asia/Kolkata": "Asia/Calcutta",
    "Asia/Yangon": "Asia/Rangoon",
    "Europe/Kyiv": "Europe/Kiev",
    "Pacific/Chuuk": "Pacific/Truk",
    "Pacific/Pohnpei": "Pacific/Ponape",
}
"""Names under which CLDR has the cities of zones that IANA calls otherwise today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One letter to be written: to whom, of which meeting, and the address of the reply page."""

    body: Body
    meeting: MeetingLine
    code: str
    language: str
    link: str
    reply_by: Instant | None = None

    @property
    def opens(self) -> Instant:
        assert self.meeting.opens is not None, "only meetings called here are invited to"
        return self.meeting.opens

    @property
    def own_zone(self) -> str:
        """The zone of the capital; of the host for an organisation."""
        known = data.states().get(self.code)
        return known.zone if known else self.meeting.zone

    @property
    def name(self) -> str:
        return said(name_of(self.body, self.code), self.language)

    @property
    def title(self) -> str:
        return said(self.meeting.title, self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter before it has a form: heading, lines of facts, paragraphs, closing."""

    language: str
    subject: str
    heading: str
    title: str
    to: tuple[str, str]
    salutation: str
    before: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    after: tuple[str, ...]
    link: str
    """Of the reply page; empty where nothing is asked."""
    close: str
    signed: str


def said(texts: Texts, language: str) -> str:
    """A text in a language, else in English, else in whichever it is written."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def local(at: Instant, zone: str, language: str) -> str:
    """An instant in a zone, as people of a language read it, with the city of the zone."""
    moment = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone))
    locale = LOCALES.get(language, language)
    day = format_date(moment.date(), "full", locale=locale)
    known = CLDR_ZONES.get(zone, zone)
    city = "UTC" if zone == "UTC" else get_timezone_location(known, locale=locale, return_city=True)
    return f"{day} – {moment:%H:%M} ({city})"


def at_home(at: Instant, zone: str, language: str) -> str:
    """An instant in the capital of the addressee, with the distance from UTC: the city that names a zone is often another
    (Ho Chi Minh City for Ha Noi)."""
    moment = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone))
    day = format_date(moment.date(), "full", locale=LOCALES.get(language, language))
    offset = f"{moment:%z}"
    return f"{day} – {moment:%H:%M} (UTC{offset[:3]}:{offset[3:5]})"


def write(kind: Kind, occasion: Occasion) -> Letter:
    """The letter of an occasion, in its language."""
    words, language, meeting = WORDS[occasion.language], occasion.language, occasion.meeting
    is_state = occasion.code in occasion.body.members or occasion.code in data.states()
    invite = words["invite" if is_state else "invite_organisation"]
    asks = kind != "cancellation"
    smaller = bool(meeting.composition) and occasion.code in occasion.body.members
    return Letter(
        language=language,
        subject=labelled(language, words[kind], occasion.title),
        heading=said(occasion.body.name, language),
        title=occasion.title,
        to=(words["to"], occasion.name),
        salutation=words["salutation"],
        before=(
            {"invitation": invite, "reminder": words["remind"], "cancellation": words["call_off"]}[kind],
        ),
        facts=_facts(occasion, words)[: None if asks else -1 if occasion.reply_by is not None else None],
        after=(
            *((words["composed"],) if smaller and kind == "invitation" else ()),
            *((words["reply"],) if asks else ()),
            words["attached"],
        ),
        link=occasion.link if asks else "",
        close=words["close"],
        signed=words["chair"],
    )


def _facts(occasion: Occasion, words: dict[str, str]) -> tuple[tuple[str, str], ...]:
    meeting, language, opens = occasion.meeting, occasion.language, occasion.opens
    reply_by = occasion.reply_by
    comma = "، " if language == "ar" else "，" if language == "zh" else ", "
    place = comma.join(
        part for part in (meeting.place, words["by_video"] if meeting.by_video else "") if part
    )
    theme = said(meeting.theme, language)
    return (
        *(((words["theme"], theme),) if theme else ()),
        (words["place"], place),
        (words["host_time"], local(opens, meeting.zone, language)),
        (words["utc_time"], local(opens, "UTC", language)),
        (words["local_time"], at_home(opens, occasion.own_zone, language)),
        *(((words["reply_by"], local(reply_by, meeting.zone, language)),) if reply_by is not None else ()),
    )


COLON = {"fr": "\u00a0: ", "zh": "："}
"""Where a colon is not set as in English: a no-break space before it, or one of full width."""


def labelled(language: str, label: str, value: str) -> str:
    """`Langues : français`: a label and its value, with the colon as the language sets it."""
    return f"{label}{COLON.get(language, ': ')}{value}"


def as_text(letter: Letter) -> str:
    """Plain text, one paragraph per line."""
    facts = "\n".join(labelled(letter.language, *fact) for fact in letter.facts)
    parts = [
        letter.heading.upper() if letter.language != "ar" else letter.heading,
        letter.title,
        labelled(letter.language, *letter.to),
        letter.salutation,
        *letter.before,
        facts,
        *letter.after,
        *((letter.link,) if letter.link else ()),
        letter.close,
        letter.signed,
    ]
    return "\n\n".join(parts) + "\n"


def as_html(letter: Letter, accent: str) -> str:
    """One HTML page without script or outside parts; every value is escaped."""
    e: Callable[[str], str] = html.escape
    direction = "rtl" if letter.language == "ar" else "ltr"
    rows = "".join(
        f'<tr><th style="text-align:start;padding:4px 24px 4px 0;font-weight:600">{e(name)}</th>'
        f'<td style="padding:4px 0"><bdi>{e(value)}</bdi></td></tr>'
        for name, value in letter.facts
    )
    before, after = ("".join(f"<p>{e(text)}</p>" for text in part) for part in (letter.before, letter.after))
    rule = accent if accent.startswith("#") and accent[1:].isalnum() else "#1d2b36"
    shown = f'<p><a href="{e(letter.link)}" style="color:{rule}"><bdi>{e(letter.link)}</bdi></a></p>'
    link = shown if letter.link else ""
    return (
        f'<!doctype html><html lang="{letter.language}" dir="{direction}"><head><meta charset="utf-8">'
        f"<title>{e(letter.subject)}</title></head>"
        '<body style="font-family:Georgia,serif;max-width:38em;margin:2em auto;line-height:1.5;color:#1d2b36">'
        f'<p style="letter-spacing:.06em;border-bottom:2px solid {rule};padding-bottom:8px">{e(letter.heading)}</p>'
        f'<h1 style="font-size:1.3em">{e(letter.title)}</h1>'
        f"<p>{e(labelled(letter.language, letter.to[0], ''))}<strong><bdi>{e(letter.to[1])}</bdi></strong></p>"
        f'<p>{e(letter.salutation)}</p>{before}<table style="border-collapse:collapse">{rows}</table>{after}'
        f"{link}"
        f"<p>{e(letter.close)}</p><p><strong>{e(letter.signed)}</strong></p></body></html>"
    )


SHEET = """
#let given = json(bytes(sys.inputs.given))
#set document(title: given.subject)
#set page(paper: "a4", margin: (x: 28mm, y: 26mm))
#set text(font: given.fonts, size: 11pt, lang: given.language, dir: if given.language == "ar" { rtl } else { ltr })
#set par(leading: 0.75em, spacing: 1.3em, justify: given.language != "zh")
#text(fill: rgb(given.accent), weight: "semibold", given.heading)
#v(-0.5em)
#line(length: 100%, stroke: 1pt + rgb(given.accent))
#v(0.6em)
#text(size: 15pt, weight: "bold", given.title)
#v(0.4em)
#given.to.at(0): #strong(given.to.at(1))

#given.salutation

#for part in given.before [ #part #parbreak() ]
#table(
  columns: (auto, 1fr), stroke: none, inset: (x: 0pt, y: 4pt), column-gutter: 14pt,
  ..given.facts.map(row => (text(weight: "semibold", row.at(0)), row.at(1))).flatten(),
)
#for part in given.after [ #part #parbreak() ]
#if given.link != "" { text(size: 9pt, dir: ltr, link(given.link)) }

#given.close

#v(1.5em)
#strong(given.signed)
"""


def as_pdf(letter: Letter, accent: str) -> bytes:
    """One A4 page. Raises NoFont where the script of the language is not installed."""
    given: dict[str, Any] = {
        "fonts": font_for(letter.language),
        "accent": accent if accent.startswith("#") else "#1d2b36",
        "subject": letter.subject,
        "language": letter.language,
        "heading": letter.heading,
        "title": letter.title,
        "to": letter.to,
        "salutation": letter.salutation,
        "before": letter.before,
        "facts": letter.facts,
        "after": letter.after,
        "link": letter.link,
        "close": letter.close,
        "signed": letter.signed,
    }
    made = typst.compile(
        SHEET.encode(), sys_inputs={"given": json.dumps(given, ensure_ascii=False)}, timestamp=0
    )
    assert isinstance(made, bytes)
    return made
