"""Kickers: the words before a title that say what an article is. Light to import: parsers of feeds need no more of
`fields`."""

import re

#: Titles of the press begin with what the piece is: "VIDEO.", "DIRECT.", "REPORTAGE.", "Vidéo".
KICKER = re.compile(
    r"^((?:EN )?DIRECT|LIVE|VID[EÉ]OS?|INFO [A-Z]+|T[EÉ]MOIGNAGES?|REPORTAGE|GRAND (?:ENTRETIEN|FORMAT)|CARTES?|"
    r"ENQU[EÊ]TE|R[EÉ]CIT|ENTRETIEN|INTERVIEW|INFOGRAPHIES?|ANALYSE|VRAI OU FAUX|[ÉE]DITO|PODCAST|D[EÉ]CRYPTAGE|"
    r"PORTRAIT|TRIBUNE|CHRONIQUE|EXCLUSIF|OPINION|PHOTOS|SONDAGE|CRITIQUE|BILLET)\s*(?:[.:|]|\s[-–—])\s+(?=\S)"
)
