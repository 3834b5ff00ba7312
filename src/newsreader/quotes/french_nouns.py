"""French nouns of people and organisations: their gender, and which are synonyms."""

import re
from functools import lru_cache

from newsreader.quotes.french_verbs import LOWER
from newsreader.quotes.grammar import split
from newsreader.quotes.lexicon import PersonNoun, person_nouns

_PERSON_NOUNS = split(
    """maire édile élu député sénateur ministre président préfet procureur avocat juge magistrat policier gendarme commissaire
    chancelier premier-ministre porte-parole directeur dirigeant responsable délégué secrétaire chef patron gérant fondateur
    cofondateur candidat conseiller adjoint parlementaire eurodéputé ambassadeur diplomate général colonel capitaine commandant
    lieutenant militaire soldat pompier médecin infirmier professeur docteur chirurgien gynécologue pédiatre chercheur scientifique
    historien sociologue politologue économiste philosophe linguiste psychologue climatologue biologiste physicien journaliste
    reporter éditorialiste écrivain romancier auteur cinéaste réalisateur acteur comédien chanteur musicien artiste peintre
    sportif joueur entraîneur sélectionneur coach champion buteur gardien coureur athlète nageur capitaine skipper navigateur
    syndicaliste militant agriculteur éleveur pêcheur boulanger commerçant restaurateur artisan ouvrier employé salarié retraité
    étudiant lycéen élève enseignant instituteur parent père mère frère sœur fils fille mari épouse époux veuve voisin habitant
    riverain passant témoin victime plaignant prévenu accusé suspect client usager locataire propriétaire octogénaire
    septuagénaire sexagénaire quinquagénaire quadragénaire trentenaire femme homme jeune dame politique leader numéro
    natif intéressé spécialiste expert analyste consultant naturopathe gastro-entérologue nutritionniste diététicien
    vice-président vice-champion ex-ministre ex-président ancien pdg dg patronne gouverneur pape évêque archevêque curé imam rabbin
    pilote conducteur chauffeur berger vigneron viticulteur maraîcher charpentier luthier négociateur médiateur rapporteur
    inspecteur enquêteur source proche entourage collaborateur collègue ami compagnon compagne jeune-fille garçon gamin
    officier otage réfugié migrant exilé survivant rescapé agent cadre technicien ingénieur architecte pharmacien vétérinaire notaire
    huissier banquier investisseur actionnaire consommateur youtubeur influenceur blogueur animateur présentateur producteur scénariste
    danseur chorégraphe photographe dessinateur styliste cuisinier hôtelier livreur routier cheminot marin docker mineur détenu
    prisonnier surveillant éducateur bénévole trésorier constitutionnaliste juriste criminologue sapeur secouriste ambulancier
    aide-soignant sage-femme kinésithérapeute psychiatre épidémiologiste virologue infectiologue généticien astronome géologue
    ténor baron cador fidèle soutien pilier interlocuteur participant manifestant gréviste donateur adversaire rival prédécesseur
    successeur homologue émissaire représentant porteur initié retenu chancelière reine roi prince princesse monarque héritier tsar émir cheikh raïs commentaire internaute téléspectateur auditeur lecteur"""
)
_PERSON_SUFFIX = re.compile(r"(?:iste|logue|icien|icienne|atrice|ctrice|ateur)s?$")
_FEMININE = (
    (re.compile(r"trice$"), "teur"),
    (re.compile(r"euse$"), "eur"),
    (re.compile(r"ière$"), "ier"),
    (re.compile(r"ète$"), "et"),
    (re.compile(r"esse$"), "e"),
    (re.compile(r"ienne$"), "ien"),
    (re.compile(r"eure$"), "eur"),
    (re.compile(r"ée$"), "é"),
    (re.compile(r"ante$"), "ant"),
    (re.compile(r"ente$"), "ent"),
    (re.compile(r"aise$"), "ais"),
    (re.compile(r"oise$"), "ois"),
    (re.compile(r"ve$"), "f"),
    (re.compile(r"ate$"), "at"),
    (re.compile(r"onne$"), "on"),
    (re.compile(r"ine$"), "in"),
)


@lru_cache(4096)
def masculine(noun: str) -> str:
    """A noun of a person in the form that dictionaries list: `élue` and `élu` are one."""
    noun = noun.lower().strip("'’")
    if noun in _PERSON_NOUNS:
        return noun
    for pattern, ending in _FEMININE:
        if pattern.search(noun):
            return pattern.sub(ending, noun)
    return noun[:-1] if noun.endswith("e") and noun[:-1] in _PERSON_NOUNS else noun


@lru_cache(4096)
def person_noun(noun: str) -> bool:
    """Return whether a noun means a person, as far as a lexicon and its ending tell."""
    plain = masculine(noun)
    first, joined, rest = plain.partition("-")
    if joined and first in ("vice", "sous", "ex", "co", "non"):
        return person_noun(rest)
    if joined and rest != "lieu" and masculine(first) in _PERSON_NOUNS:
        return True  # a `commissaire-priseur`, an `avocate-conseil`
    return plain in _PERSON_NOUNS or plain.removesuffix("s") in _PERSON_NOUNS or bool(_PERSON_SUFFIX.search(plain))


ORGANISATIONS = re.compile(
    r"(?<![\w-])(?:minist[eè]re|parquet|préfecture|mairie|gouvernement|exécutif|syndicats?|intersyndicale|associations?|agence|institut|"
    r"entreprise|groupe|fédération|commission|ligue|police|gendarmerie|justice|tribunal|cour|conseil|parti|banque|université|"
    r"autorités?|organisations?|collectif|ONG|fondation|société|direction|région|département|ville|[EÉ]lysée|Matignon|Bercy|palais|"
    r"journal|quotidien|hebdomadaire|magazine|média|chaîne|radio|site|compagnie|firme|constructeur|opérateur|cabinet|"
    r"rectorat|académie|hôpital|CHU|centre|office|bureau|comité|assemblée|sénat|congrès|chambre|union|mouvement|communiqué|"
    r"opposition|majorité|gauche|droite|défense|accusation|diplomatie|présidence|chancellerie|armée|coalition|confédération|"
    r"observatoire|club|équipementier|distributeur|enseigne|laboratoire|startup|start-up|municipalité|métropole|festival|services?|"
    r"institution|instance|plateforme|plate-forme|tabloïd|hebdo|revue|ambassade|Kremlin|médias|journaux|entreprises|groupes|"
    r"collectifs|agences|partis|organismes?|"
    r"(?-i:Times|Post|Herald|Tribune|News|Daily|TV|Télévisions?|Productions|FC|AS|Stade|Olympique|Racing)|"
    r"SNCF|RATP|EDF|CGT|CFDT|FO|OMS|ONU|OTAN|Otan|UE|FMI|AFP)(?![\w])",
    re.I,
)
ROLES = re.compile(
    rf"(?<![\w'’-])(?P<article>(?:[Ll]es?|[Ll]a|[Uu]ne?|[Dd]es|[Cc]e|[Cc]et|[Cc]ette|[Cc]es|[Ss]on|[Ss]a|[Ll]eurs?|[Nn]otre|[Pp]lusieurs|[Cc]ertaine?s?|"
    rf"[Dd]['’](?:autres|ancien(?:ne)?s)|[Dd]eux|[Tt]rois|[Aa]u|[Dd]u)\s|[Ll]['’])"
    rf"(?:(?:un|une)\sdes\s)?(?P<before>(?:(?:ancien(?:ne)?s?|ex|premi(?:er|ère)|jeunes?|vieil|nouve(?:au|l|lle)|futur[e]?|célèbre|grande?|petite?|même|autres?|"
    rf"seule?|haute?|simple)\s)*)(?P<noun>[{LOWER}][{LOWER}'’\-]*[{LOWER}])"
)
ALIKE = {
    noun: group
    for group, nouns in {
        "maire": "maire édile élu magistrat bourgmestre",
        "député": "député parlementaire élu eurodéputé insoumis écologiste socialiste",
        "président": "président chef dirigeant patron locataire pdg leader",
        "ministre": "ministre ancien-ministre",
        "syndicaliste": "syndicaliste délégué leader",
        "médecin": "médecin docteur professeur praticien spécialiste gastro-entérologue chirurgien professionnel",
        "chercheur": "chercheur scientifique auteur universitaire politologue sociologue spécialiste expert historien économiste",
        "avocat": "avocat conseil pénaliste défenseur",
        "procureur": "procureur magistrat",
        "sportif": "joueur champion buteur attaquant défenseur coureur athlète",
    }.items()
    for noun in nouns.split()
}


_NO_PERSON = split(
    """liste piste modiste émission prix commentaire politique source membre dernier autre seul même vôtre nôtre leur premier droit
    fin sujet grand petit bon deuxième moyen chine mode second modèle futur part retrait vague page meilleur commun gros composant
    précédent tour troisième période aide plan livre geste humain mauvais juste poste voile œuvre carrier moteur espace final
    incident simple tournant mémoire fort travers clair ombre rat bleu particulier profond légume découvert courant isolant facteur
    hymne faisan passé quatrième direct secret réflexe relatif plant teneur mini pub basket énième vase crêpe rose suspense
    manœuvre somme chemisier greffe actuel visuel alternatif classique lourd froid plastique parallèle turbo éolien infini unitaire
    aine alvéole ammoniaque aria baie basse baume beige bogue bohème boulet boulot box braille brandebourg brie build bure cache
    cannelle caraïbe carrière carpe cartouche casse cause cave cerise champagne chantilly chaud chorale châsse châtaignier claque
    clope coca coche coke cola coll combi composante compteur country courrier creek crème croisée découverte der directive disco
    doc dope doudou effluve enseigne enzyme fier finale florence foudre garenne gironde grève grunge guyot gîte han hollande
    holding intercité jacket jam jarre laque legging ligure louche malaise manche manille matériel maure mezzanine micro
    millième minuscule monoplace moule mousse moyenne musette métro môle naze ocre office orange ordonnance paire palier panier
    parjure parka parterre partant passe pendule perse pistache plaine plane plante plat plate platine poêle polio pourpre prod
    prune pétrolier quart rade radio raille rance rate raté relâche reprise rituel romance rouille roule récap réclame
    récepteur réglisse script self silicone sitcom solde sombre soufflé tartare topaze tracteur transat traverse trompette
    turquoise vapeur vecteur verte vichy victoria violette winchester écarlate émeraude émetteur"""
)


@lru_cache(4096)
def person(noun: str) -> PersonNoun | None:
    """A noun of people, in lower case: what the lists and its ending tell of it."""
    known = person_nouns("fr").get(noun)
    if noun in _NO_PERSON and noun not in ("source", "membre"):
        return None
    if person_noun(noun):
        return PersonNoun(masculine(noun), known.gender if known else noun_gender(noun))
    return known


def noun_gender(noun: str) -> str:
    """Return the gender of a person by a noun's ending: "f", "m", "" where it tells none."""
    if re.search(r"(?:trice|euse|ière|ienne|ée|eure|ante|aise|oise|esse|onne)s?$", noun):
        return "f"
    return "m" if re.search(r"(?:teur|eur|ier|ien|é|ant|ais|ois|on)s?$", noun) else ""
