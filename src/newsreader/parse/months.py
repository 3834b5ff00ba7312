"""Names of months in European languages, and abbreviations of time zones."""

from newsreader.model.text import unaccented

#: A language a line, from January on.
_NAMES = """
january february march april may june july august september october november december
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
januar februar marz april mai juni juli august september oktober november dezember
janner feber maerz april mai juni juli august september oktober november dezember
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
gener febrer marc abril maig juny juliol agost setembre octubre novembre desembre
januari februari maart april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november december
januar februar mars april mai juni juli august september oktober november desember
stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia
ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince
januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
ιανουαριου φεβρουαριου μαρτιου απριλιου μαιου ιουνιου ιουλιου αυγουστου σεπτεμβριου οκτωβριου νοεμβριου δεκεμβριου
ocak subat mart nisan mayıs haziran temmuz agustos eylul ekim kasım aralık
januari februari maret april mei juni juli agustus september oktober november desember
"""
#: Languages of which a beginning would be another month elsewhere: these stand in full.
_WHOLE = """
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesakuuta heinakuuta elokuuta syyskuuta lokakuuta marraskuuta -
sijecnja veljace ozujka travnja svibnja lipnja srpnja kolovoza rujna - studenoga -
يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر
"""


def _beginnings() -> dict[str, int]:
    """Every beginning of a name from three letters on, unless two months share it."""
    found: dict[str, set[int]] = {}
    for line in _NAMES.split("\n"):
        for month, name in enumerate(line.split(), 1):
            for end in range(3, len(name) + 1):
                found.setdefault(unaccented(name[:end]), set()).add(month)
    known = {name: months.pop() for name, months in found.items() if len(months) == 1}
    for line in _WHOLE.split("\n"):
        known |= {unaccented(name): month for month, name in enumerate(line.split(), 1) if name != "-"}
    return known | {"mrt": 3, "mrz": 3, "joulukuuta": 12}  # two that are no beginnings, one that had no room


#: The number of a month by its name, or the beginning of one, without accents and in lower case.
MONTHS = _beginnings()

#: Hours east of Greenwich. Where a name means several places (IST, CST), the one that feeds have used most.
OFFSETS: dict[str, float] = {
    **dict.fromkeys(("Z", "UT", "UTC", "GMT", "WET"), 0),
    **dict.fromkeys(("BST", "WEST", "CET", "MET", "MEZ", "WAT"), 1),
    **dict.fromkeys(("CEST", "MEST", "MESZ", "EET", "SAST", "CAT"), 2),
    **dict.fromkeys(("EEST", "MSK", "TRT", "EAT"), 3),
    **dict.fromkeys(("HKT", "SGT", "AWST"), 8),
    **dict.fromkeys(("JST", "KST"), 9),
    **dict.fromkeys(("HST",), -10),
    **dict.fromkeys(("AKST",), -9),
    **dict.fromkeys(("AKDT", "PST"), -8),
    **dict.fromkeys(("PDT", "MST"), -7),
    **dict.fromkeys(("MDT", "CST"), -6),
    **dict.fromkeys(("CDT", "EST", "HNE"), -5),
    **dict.fromkeys(("EDT", "AST", "HAE"), -4),
    **dict.fromkeys(("ADT", "BRT", "ART"), -3),
    "IST": 5.5,
    "AEST": 10,
    "AEDT": 11,
    "ACST": 9.5,
    "NZST": 12,
    "NZDT": 13,
    "NST": -3.5,
    "NDT": -2.5,
}
#: Names that leave summer and winter open.
ZONES = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
