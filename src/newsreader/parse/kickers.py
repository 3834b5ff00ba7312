"""What stands before a title and says what an article is. Apart, for who reads feeds needs no more of `fields`."""

import re

#: Titles of the press begin with what the piece is: "VIDEO.", "DIRECT.", "REPORTAGE.", "Vidéo".
KICKER = re.compile(
    r"^((?:EN )?DIRECT|LIVE|VID[EÉ]OS?|INFO [A-Z]+|T[EÉ]MOIGNAGES?|REPORTAGE|GRAND (?:ENTRETIEN|FORMAT)|CARTES?|"
    r"ENQU[EÊ]TE|R[EÉ]CIT|ENTRETIEN|INTERVIEW|INFOGRAPHIES?|ANALYSE|VRAI OU FAUX|[ÉE]DITO|PODCAST|D[EÉ]CRYPTAGE|"
    r"PORTRAIT|TRIBUNE|CHRONIQUE|EXCLUSIF|OPINION|PHOTOS|SONDAGE|CRITIQUE|BILLET)\s*(?:[.:|]|\s[-–—])\s+(?=\S)"
)
