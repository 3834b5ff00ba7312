"""Format dates in the reader's language and time zone."""

from datetime import datetime

_DAYS = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
_SHORT_MONTHS = {
    "fr": "janv févr mars avr mai juin juil août sept oct nov déc",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}

_NEAR = {"fr": {0: "Aujourd’hui", 1: "Hier"}, "en": {0: "Today", 1: "Yesterday"}}


def local(when: datetime) -> datetime:
    """The same moment where the reader is; as it is where the system cannot say."""
    try:
        return when.astimezone()
    except (OverflowError, OSError, ValueError):
        return when


def day(when: datetime, language: str) -> str:
    """Format a date: `11 avril 2021`, `11 April 2021`."""
    when, lang = local(when), _known(language)
    number = "1er" if lang == "fr" and when.day == 1 else str(when.day)
    return f"{number} {_MONTHS[lang].split()[when.month - 1]} {when.year}"


def moment(when: datetime, language: str) -> str:
    """Format a date with its time: `dimanche 11 avril 2021 à 10 h 12`, `Sunday 11 April 2021 at 10:12`."""
    date, lang = local(when), _known(language)
    weekday = _DAYS[lang].split()[date.weekday()]
    if lang == "fr":
        return f"{weekday} {day(when, lang)} à {date.hour} h {date.minute:02}"
    return f"{weekday} {day(when, lang)} at {date.hour}:{date.minute:02}"


def moment_aloud(when: datetime, language: str) -> str:
    """The same for a voice, which reads « 10 h 12 » as letters: `dimanche 11 avril 2021 à 10 heures 12`."""
    date, lang = local(when), _known(language)
    if lang != "fr":
        return moment(when, language)
    hours, minutes = "heure" if date.hour < 2 else "heures", f" {date.minute}" if date.minute else ""
    return f"{_DAYS[lang].split()[date.weekday()]} {day(when, lang)} à {date.hour} {hours}{minutes}"


def short(when: datetime, now: datetime, language: str) -> str:
    """Format a date in at most seven cells, for lists: the time today, else the day, else the month and year."""
    date, today, lang = local(when), local(now), _known(language)
    if date.date() == today.date():
        return f"{date.hour:02}:{date.minute:02}"
    month = _SHORT_MONTHS[lang].split()[date.month - 1]
    if abs((today.date() - date.date()).days) < 300:
        return f"{date.day} {month}"
    return f"{date.month:02}/{date.year}"


def day_heading(when: datetime, now: datetime, language: str) -> str:
    """Format the heading above the headlines of a day: today, yesterday, `lundi 23 novembre`, `Monday 23 November`,
    with the year where it is another one."""
    published, today, lang = local(when).date(), local(now).date(), _known(language)
    if (name := _NEAR[lang].get((today - published).days)) is not None:
        return name
    weekday = _DAYS[lang].split()[published.weekday()].capitalize()
    date = day(when, lang)
    return f"{weekday} {date.removesuffix(f' {today.year}')}"


def stamp(when: datetime, now: datetime, language: str) -> str:
    """Format the date of a comment: the time today, else day and time, else the day."""
    date, today = local(when), local(now)
    time = f"{date.hour} h {date.minute:02}" if _known(language) == "fr" else f"{date.hour}:{date.minute:02}"
    if date.date() == today.date():
        return time
    days = abs((today.date() - date.date()).days)
    return f"{short(when, now, language)}, {time}" if days < 300 else day(when, language)


def _known(language: str) -> str:
    return language if language in _DAYS else "en"
