"""How French says who spoke."""

import re
from functools import lru_cache

from newsreader.quotes.grammar import Grammar
from newsreader.quotes.lexicon import PersonNoun, person_nouns

_LOWER = "a-zàâäçéèêëîïôöùûüÿœæ"


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


# ---------------------------------------------------------------- verbs of saying

#: Verbs in -er whose every form is regular, by their stems; then stems that change.
_REGULAR = """
abond accus affirm ajout alarm alert amus analys annonc applaud approuv appréci argu argument articul assur
assén attest avanc avis avou balay balbuti blâm brand bredouill brocard certifi chuchot cit claironn clam
clarifi coll comment compar complét concéd condamn confess confi confirm conjur conseill considér constat
contest contextualis craign cri crie critiqu demand devis diagnostiqu dict dissert dout déclam déclar décortiqu
décrypt déféndr démontr dénonc dépeign déplor désapprouv détaill dévoil emport enchaîn espér esquiv estim
exaspér exclam exhort expliqu expos exprim exult figur formul fustig félicit gag garant gliss glos grond hasard
hurl hésit imagin implor impressionn indign indiqu inquiét insinu insist interpel interpell interrog invit
invoqu ironis jubil jug jur justifi laiss lament lanc louang lâch marqu martel martèl menac mentionn minimis mis
mont montr moqu murmur méfi narr not notifi nuanc observ obtempér oppos ordonn pari parl peaufin pens pest plaid
point pointer postul proclam pronon pronostiqu propos protest prouv précis préconis préfér qualifi questionn
racont raill rapport rassur rebond recommand rectifi regrett rejet relat relativis relev remarqu remerci remémor
renchériss replac reproch revendiqu ricann risqu ruminat réagi récapitul récit réclam récri réfléch réfut réitér
réjoui répliqu répét résum rétorqu révolt révél salu scand serin siffl sign signal somm souffl souhait soulign
soupir spécifi spécul stigmatis stipul suggér suppli suppos surench susurr tacl tempér tempêt tent théoris ton
tonn traduis tranch trouv tweet témoign vant vilipend vitupér vocifér vois voul écart émerveill énerv énonc
énumér épingl étay étonn étrill évoqu
""".split()
_CHANGING = """
appel appell rappel rappell interpel assèn assén considèr considér concèd concéd complèt complét espèr espér
inquièt inquiét suggèr suggér tempèr tempér révèl révél réitèr réitér répèt répét exagèr exagér martèl martel
préfèr préfér relèv lèv énumèr protèg gèr digèr projett rejett jett achèv soulèv emmèn promèn prolifèr déblatèr
vocifèr cèd
""".split()
_ER = """
e es ent ait aient a èrent era eront erait eraient ant er é ée és ées
""".split()
_OTHERS = """
dit disent disait disaient dira diront dirait disant dire dite dits redit redisait redisant prédit prédisait
contredit écrit écrivent écrivait écrivaient écrira écrivant écrire écrite décrit décrivent décrivait décrivant
décrire répond répondent répondait répondu répondant répondre répondit confond prétend prétendent prétendait
prétendant prétendu défend défendent défendait défendu défendant défendre entend entendu entendait soutient
soutiennent soutenait soutenu soutenant soutenir tient tenait tenu maintient maintiennent maintenait maintenu
maintenant prévient préviennent prévenait prévenu prévenant prévenir convient convenait convenu convenir
souvient souvenait souvenu reconnaît reconnait reconnaissent reconnaissait reconnu reconnaissant reconnaître
admet admettent admettait admis admettant admettre promet promettent promettait promis promettant promettre
avertit avertissent avertissait averti avertissant avertir garantit garantissait garanti garantir réfléchit
réagit réagissait réagi réagir conclut concluent concluait conclu concluant conclure poursuit poursuivent
poursuivait poursuivi poursuivant poursuivre reprend reprenait repris reprendre apprend apprenait appris
comprend comprenait craint craignent craignait craignant craindre plaint plaignent plaignait plaint plaindre
définit définissent définissait défini définir enjoint enjoignait renchérit renchérissait renchéri surenchérit
réjouit réjouissent réjouissait réjoui réjouissant indigne s'indigne sourit souriait souri veut voulait croit
croient croyait cru croire voit voient voyait vu sait savait transmet transmis émet émis omet omis requiert
requis suit assène glisse rit ri rugit rugi vomit maudit s'interroge interdit convainc convaincu fait faisait
font faire faisant interjette résume résumait
""".split()
_FORMS = (
    frozenset(stem + ending for stem in (*_REGULAR, *_CHANGING) for ending in _ER)
    | frozenset(
        stem[:-1] + "ç" + ending for stem in _REGULAR if stem.endswith("c") for ending in ("ait", "aient", "ant", "a")
    )
    | frozenset(
        stem + "e" + ending for stem in ("jug", "interrog", "partag") for ending in ("ait", "aient", "ant", "a")
    )
    | frozenset(_OTHERS)
)
#: Forms that are far more often something else: only the place right after a mark makes verbs of them.
_DOUBTFUL = _split(
    """a fait faire font faisait tient tenait tenu suit mis note notes public montre montrent ton tente tentent marque marquent
    rapport risque trouve trouvent voit voient vu sait savait compare garante laisse laissent pense mont maintenant monte
    comprend apprend apprenait appris reprend reprenait repris reprendre signe signent veut voulait entend entendu avance marquant
    cite cri crie porte parle parlent parler mise avis doute alerte rire ri coll suppose supposé supposée demandé mentions menace
    programme projette gère cède"""
)
#: What `faire` and `laisser` make a saying of: `fait valoir`, `laissait filtrer`.
_MADE = _split("valoir savoir remarquer observer filtrer entendre part état")


@lru_cache(4096)
def saying(word: str) -> bool:
    """Whether a word is a form of a verb of saying, elided pronouns aside."""
    word = re.sub(r"^(?:s|l|m|t|n|j|qu|lorsqu|puisqu)['’]", "", word.lower())
    return word in _MADE or (word in _FORMS and word not in _DOUBTFUL)


# ---------------------------------------------------------------- after a closing mark

_ADVERB = (
    rf"(?:[{_LOWER}]+ment|ainsi|encore|aussi|alors|déjà|même|lui-même|elle-même|enfin|également|toutefois|notamment|pour\ssa\spart|"
    r"quant\sà\s(?:lui|elle|eux|elles)|pour\sleur\spart|de\s(?:son|leur)\scôté|en\ssubstance|d['’]emblée|à\s(?:son|leur)\stour)"
)
_CLITIC = r"(?:(?:(?:s|l|m|t|n|y)['’]|se\s|me\s|nous\s|vous\s|les?\s|la\s|lui\s|leur\s|y\s|en\s|ne\s)*)"
_AUXILIARY = r"(?:a|ont|avait|avaient|aura|aurait|est|sont|était|étaient|fut|eut)"
#: Words that end as verbs do and stand after marks without being any.
_NOT_VERBS = (
    r"et|est|dont|tout|toute|toutes|pendant|avant|sont|ont|a|dans|cet|cette|de|que|notre|votre|leur|contre|entre|elle|comme|"
    r"même|autre|mais|ensuite|surtout|doit|peut|sera|dès|quand|grande|petite|pourtant|maintenant|devait|était|devant|durant|suite|"
    r"face|seraient|semblent|permet|soit|avait|fut|puisse|une|cela|je|ne|le|se|ce|au|du|sa|la|ma|cependant|moyennant|suivant|"
    r"concernant|malgré|outre|parce|lorsque|puisque|puis|alors|sans|autant|autrement|plus|très|trop|après|depuis|chez|vers"
)
#: Verbs that a question turns around, and no saying.
_MODAL = (
    r"a|ont|aura|auront|aurait|auraient|avait|avaient|est|sont|sera|seront|serait|seraient|était|étaient|peut|peuvent|"
    r"pourra|pourront|pourrait|doit|doivent|devra|devrait|va|vont|faut|faudra|reste|existe"
)
_INVERTED = re.compile(
    rf"""[\s\u00a0,–—-]*(?:(?:{_ADVERB})[\s,]+)*
    (?P<verb>
      {_CLITIC}{_AUXILIARY}-(?:t-)?(?P<pronoun>ils?|elles?|on)\s(?:{_ADVERB}\s)*(?:fait\s(?:savoir|valoir|remarquer|observer)|[{_LOWER}'’]+)
    | {_CLITIC}(?!(?!peut-on\s(?:lire|entendre))(?:{_MODAL})-)[{_LOWER}]+[eatdsr]-(?:t-)?(?P<pronoun2>ils?|elles?|on)(?:\s(?:lire|entendre))?
    | {_CLITIC}{_AUXILIARY}\s(?:{_ADVERB}\s)*(?:fait\s(?:savoir|valoir|remarquer|observer)|(?:été\s)?[{_LOWER}]+(?:é|ée|és|ées|i|ie|is|u|ue|it|ert|int|aint)(?![\w]))
    | {_CLITIC}(?:fait|faisait)\s(?:savoir|valoir|remarquer|observer)
    | {_CLITIC}(?!(?:{_NOT_VERBS}|[{_LOWER}]+ant)(?![\w]))[{_LOWER}]{{2,}}(?:e|t|d|a|ait|aient|ent|it|ut|ut)(?![\w'’-])
    )
    (?P<rest>.*)""",
    re.X | re.S,
)
# ---------------------------------------------------------------- people and organisations

_PERSON_NOUNS = _split(
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
    """Whether a noun means a person, as far as a lexicon and its ending tell."""
    plain = masculine(noun)
    first, joined, rest = plain.partition("-")
    if joined and first in ("vice", "sous", "ex", "co", "non"):
        return person_noun(rest)
    if joined and rest != "lieu" and masculine(first) in _PERSON_NOUNS:
        return True  # a `commissaire-priseur`, an `avocate-conseil`
    return plain in _PERSON_NOUNS or plain.removesuffix("s") in _PERSON_NOUNS or bool(_PERSON_SUFFIX.search(plain))


_ORGANISATIONS = re.compile(
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
_ROLES = re.compile(
    rf"(?<![\w'’-])(?P<article>(?:[Ll]es?|[Ll]a|[Uu]ne?|[Dd]es|[Cc]e|[Cc]et|[Cc]ette|[Cc]es|[Ss]on|[Ss]a|[Ll]eurs?|[Nn]otre|[Pp]lusieurs|[Cc]ertaine?s?|"
    rf"[Dd]['’](?:autres|ancien(?:ne)?s)|[Dd]eux|[Tt]rois|[Aa]u|[Dd]u)\s|[Ll]['’])"
    rf"(?:(?:un|une)\sdes\s)?(?P<before>(?:(?:ancien(?:ne)?s?|ex|premi(?:er|ère)|jeunes?|vieil|nouve(?:au|l|lle)|futur[e]?|célèbre|grande?|petite?|même|autres?|"
    rf"seule?|haute?|simple)\s)*)(?P<noun>[{_LOWER}][{_LOWER}'’\-]*[{_LOWER}])"
)
_ALIKE = {
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


_NO_PERSON = _split(
    """liste piste modiste émission prix commentaire politique source membre dernier autre seul même vôtre nôtre leur premier droit
    fin sujet grand petit bon deuxième moyen chine mode second modèle futur part retrait vague page meilleur commun gros composant
    précédent tour troisième période aide plan livre geste humain mauvais juste poste voile œuvre carrier moteur espace final
    incident simple tournant mémoire fort travers clair ombre rat bleu particulier profond légume découvert courant isolant facteur
    hymne faisan passé quatrième direct secret réflexe relatif plant teneur mini pub basket énième vase crêpe rose suspense
    manœuvre somme chemisier greffe actuel visuel alternatif classique lourd froid plastique parallèle turbo éolien infini unitaire"""
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
    """Whether a noun's ending is a woman's or a man's."""
    if re.search(r"(?:trice|euse|ière|ienne|ée|eure|ante|aise|oise|esse|onne)s?$", noun):
        return "f"
    return "m" if re.search(r"(?:teur|eur|ier|ien|é|ant|ais|ois|on)s?$", noun) else ""


_WOMEN, _MEN = "la une cette sa ma", "le un ce cet au du"

GRAMMAR = Grammar(
    language="fr",
    saying=saying,
    openers=_split(
        """A À Au Aux Alors Ainsi Après Aujourd'hui Avant Avec Bien Car Ce Ces Cet Cette C'est Chez Ci Comme Comment Contre D'après
        Dans De Depuis Des Donc Du Elle Elles En Enfin Ensuite Entre Est Et Eux Hier Il Ils Interrogé Interrogée Je Jeudi La Le
        Les Leur Leurs Lors Lorsque Lui Lundi L'ex Mais Malgré Mardi Même Mercredi Mon Ni Nos Notre Nous Or Ou Où Outre Par Parmi
        Pas Pendant Plus Pour Pourquoi Puis Quand Que Quel Quelle Qui Quoi Sa Samedi Sans Se Selon Ses Si Son Sous Sur Tandis
        Tout Tous Toute Toutes Très Un Une Vendredi Vers Vidéo Voici Voilà Vous Y Dimanche Invité Invitée Monsieur Madame M. MM.
        Mme Mmes Me Pr Dr Mgr Docteur Professeur Maître Face Certes Quant Grâce Vu Peu Beaucoup Plusieurs Certains Autre Reste
        Selon  Janvier Février Mars Avril Mai Juin Juillet Août Septembre Octobre Novembre Décembre Problème Résultat
        Désormais Aussi Là Ici Cela Ça Dès Jusqu'à D'abord D'ailleurs Pourtant Cependant Toutefois Néanmoins Joint Jointe Contacté
        Contactée Sollicité Sollicitée Élu Élue Âgé Âgée Né Née Ancien Ancienne      Premier Première Deux Trois Quatre Cinq Six Sept Huit Neuf Dix Non Oui Comment Parmi"""
    ),
    parties=_split("RN PS LR FN UE PC LO EELV PCF LFI UMP TV OM US EU FO AG UN ÉU MG PSG ONU AFP"),
    reflexives=frozenset(("se", "s'", "s’")),
    auxiliaries=_split(
        "a ont avait avaient aura aurait auront auraient est sont était étaient fut eut s’est s'est serait ayant"
    ),
    makers=_split("fait faisait font faisaient faire"),
    adverbs=_split(
        """ainsi encore aussi alors déjà même enfin notamment puis ensuite lui-même elle-même hier jeudi vendredi samedi dimanche lundi
        mardi mercredi toujours bien ici là aujourd'hui aujourd’hui quant toutefois non plus"""
    ),
    clitics=_split("se s' s’ me m' m’ lui leur y en ne n' n’ l' l’ le la les nous t' t’"),
    determiners=_split(
        """le la les l' l’ un une des ce cet cette ces son sa ses leur leurs notre nos plusieurs certains certaines deux trois quatre
        quelques au aux du mon ma votre certain autres aucun chaque"""
    ),
    plain_determiners=_split(
        """le la les l' l’ un une ce cet cette ces son sa ses leur leurs notre nos plusieurs certains certaines deux trois quatre
        quelques mon ma votre certain autres"""
    ),
    contracted=_split("au aux du"),
    modifiers=_split(
        """ancien ancienne anciens anciennes ex premier première premiers jeune jeunes vieil vieille vieux nouveau nouvel nouvelle
        futur future célèbre grand grande petit petite même autre autres seul seule haut haute simple numéro vice principal
        principale actuel actuelle seconde second troisième chef propre bon bonne fameux célèbres"""
    ),
    determiner_gender={**dict.fromkeys(_WOMEN.split(), "f"), **dict.fromkeys(_MEN.split(), "m")},
    noun_gender=noun_gender,
    person=person,
    surely_person=person_noun,
    capital_roles=_split("PDG DG Président Présidente Premier Première Ministre Pape Roi Reine"),
    organisations=_ORGANISATIONS,
    documents=re.compile(
        r"projet|loi|décret|traité|article|arrêté|règlement|constitution|charte|convention|code|contrat|circulaire|amendement|"
        r"directive|accord|texte|rapport|étude|enquête|communiqué|lettre|courrier|message|tract|banderole|pancarte|affiche|plaque|"
        r"ordonnance|document|note|tribune|pétition|préambule|inscription|avis|livre|résolution|manifeste|motion|plainte|affichette|"
        r"panneau|tweet|publication|auteurs|dépêche|panneau|pancartes|banderoles|textes|documents|slogan|sondage|mail|courriel|post"
    ),
    plural=re.compile(
        r"^(?:l['’]une? des|les|des|ces|plusieurs|certaine?s|d['’]autres|d['’]ancien(?:ne)?s|deux|trois|leurs)\s", re.I
    ),
    indefinite=re.compile(r"^(?:l['’]une? des|une?|des|plusieurs|certaine?s|d['’]autres|d['’]ancien(?:ne)?s)\s", re.I),
    breaks=re.compile(
        r"[,.;:()«»\"“”–—!?]|\s(?:a|ont|est|sont|fait|font|faisait|avait|avaient|était|étaient|s['’]est|se|ne|n['’]|peut|doit|et|ou|lui|leur|par|pour|comme|nommée?|chargée?|qui|dont|que|où|sur|dans|auprès|lors|après|avant|devant|à l['’]|au micro|ce|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|en|face|interrogée?|avec)(?![\w])"
    ),
    articles=re.compile(
        r"^(?:les?\s|la\s|l['’]|une?\s|des\s|du\s|de la\s|ce\s|cette\s|cet\s|d['’](?!autres|ancien))", re.I
    ),
    apposition=re.compile(
        r"\*?(?:\s\([^)]{1,30}\))?,\s+(?:\d{1,2}\s+ans,\s+)?(?:(?:ancien(?:ne)?|ex|premi[eè]re?|vice|jeune)[\s-])?"
        r"(?P<noun>[a-zà-ÿ][\w-]+)(?P<rest>[^,.;:()«\"“·]{0,80})"
    ),
    age=re.compile(r"\*?,\s+(?:âgée?\sde\s)?\d{1,2}\s+ans|\s\(\d{1,2}\s+ans"),
    clause_words=_split("qui que qu' qu’ dont où a est ont avec sont avait avaient était étaient sera et"),
    governors=_split(
        """de d' d’ du des à au aux par pour avec sans contre chez sur sous dans en entre vers auprès envers derrière devant pendant
        après avant depuis malgré dès hors parmi via outre face près lors selon comme"""
    ),
    sources=_split("selon pour après suivant dixit croire"),
    sourced=re.compile(r"(?:selon|d['’]après|dixit|suivant|à en croire|aux yeux d[eu]s?|aux yeux de l[a'’]?)$", re.I),
    viewed=re.compile(
        r"^(?:(?:Mais|Et|Or|Car|Enfin|Puis|Alors),?\s)?(pour)(?:\s(?:l[ea]s?|l['’]|s[ao]n?|ses|M\.|Mme|une?|ce|cet|cette|leur))?$",
        re.I,
    ),
    place_prepositions=_split("à en dans vers"),
    agents=_split("par"),
    clause_openers=_split(", : ; – — et mais que qu' qu’ où quand lorsque alors car puis ( •"),
    titles={
        "M.": "m",
        "M": "m",
        "MM": "m",
        "Mme": "f",
        "Mmes": "f",
        "Mlle": "f",
        "Me": "",
        "Mes": "",
        "Mgr": "m",
        "Dr": "",
        "Pr": "",
        "Docteur": "",
        "Maître": "",
        "Monsieur": "m",
        "Madame": "f",
        "Sir": "m",
        "Lady": "f",
        "Professeur": "",
    },
    pronouns={
        "il": "m",
        "elle": "f",
        "ils": "p",
        "elles": "p",
        "on": "",
        "lui": "m",
        "eux": "p",
        "celui-ci": "m",
        "celle-ci": "f",
        "dernier": "m",
        "dernière": "f",
        "intéressé": "m",
        "intéressée": "f",
    },
    strong_pronouns=_split("lui eux"),
    impersonal_pronouns=_split("il"),
    demonstratives={
        "dernier": frozenset(("ce",)),
        "dernière": frozenset(("cette",)),
        "intéressé": frozenset(("l'", "l’")),
        "intéressée": frozenset(("l'", "l’")),
    },
    impersonal=re.compile(
        r"(?:y (?:a|avait|aura)|faut|faudra|fallait|s['’] (?:agi|agit|agissait)|reste|convient|semble|"
        r"est (?:\w+ment )?(?:possible|important|impossible|nécessaire|vrai|temps|question|difficile|prévu|impératif))"
    ),
    inverted=_INVERTED,
    roles=_ROLES,
    link=re.compile(
        r"[\s\u00a0]*(?:, puis|, et|,|et|ou|puis|mais aussi|mais)[\s\u00a0]*"
        r"(?:(?:le|la|les|l['’]|un|une|des|du|de|d['’]|au|aux|à la|sur|sur l['’])\s?)*"
    ),
    first_person=re.compile(r"\b(?:je|j['’]|nous|on|moi|mon|ma|mes|notre|nos|vous|ça|c['’]est|c['’]était)\b"),
    naming=re.compile(
        r"\b(?:baptisée?s?|surnommée?s?|nommée?s?|dénommée?s?|dite?s?|prénommée?s?|opérations?|l['’]affaire|affaire dite d[ue]s?|"
        r"les? mots?|l['’]expression|la formule|les fameux|la fameuse|le fameux|(?:du|le|au) slogan(?: de [\w ]+,)?|label|l['’]appellation|"
        r"(?:du|le|au|un) sites?\b.{0,25}|(?:du|le|un) mouvement (?:des)?|(?:du|le|un) dispositif|(?:du|le|un) plan|(?:du|le|un) projet|"
        r"l['’]association|sous le nom de|(?:du|le|son) surnom de|mèmes? tels? que|tels? que|recherches de|le poncif|"
        r"le collectif|la marque|le hashtag|mot-clé|le terme|du terme|les termes|le concept|la notion|catégorie|la loi)\s*(?:de\s|d['’]|des\s)?$",
    ),
    working=re.compile(
        r"(?:intitulée?s?|titrée?s?|(?:le|la|les|l['’]|du|son|sa|notre|un|une|au|ce|cette|des|de)\s?"
        r"(?:film|livre|roman|essai|ouvrage|série|album|chanson|titre|chronique|émission|podcast|documentaire|newsletter|lettre|"
        r"pièce|spectacle|exposition|expo|revue|rapport|étude|article|tableau|poème|jeu|magazine|programme|rubrique|quotidienne|"
        r"single|recueil|récit|bande dessinée|bd|manga|tribune|feuilleton|opéra|reportage|live|atelier|conférence)s?"
        r"(?:\s[\w'’-]+){0,2})\s*$",
    ),
    charging=re.compile(
        r"(?:mise?s? en examen|(?<!a )(?<!ont )poursuivie?s?|condamnée?s?|jugée?s?|écrouée?s?|soupçonnée?s?|accusée?s?|enquête|information judiciaire|"
        r"procès|plainte|soupçons?|inculpée?s?|interpellée?s?|renvoyée?s?|prévenue?s?|chefs? d['’]accusation)\b"
        r"[^.,«\"“]{0,95}?(?:pour|de|d['’]|du chef de|des chefs de|et|ou)\s*$",
    ),
    entitled=re.compile(
        r"[\s\u00a0,]*(?:(?:est|était|voilà|tel est|c['’]est|c['’]était|sont)\s(?:là\s)?(?:l[ea]s?\s|l['’]|son\s|une?\s|ce\s)?"
        r"(?:titre|nom|intitulé|slogan|mot|expression|formule|surnom|devise|hashtag|terme|phrase)s?\b|"
        r"\((?:titre|sic|en|ou)\b|[,]?\s?(?:cette|ces|cet|ce)\s(?:mot|expression|terme|formule)s?\b|[\s,]*titre\s)",
        re.I,
    ),
    texts=re.compile(
        r"(?<![\w-])(?:projet de loi|proposition de loi|lois?|décrets?|traités?|articles?|arrêtés?|règlements?|constitution|charte|"
        r"préambule|conventions?|code (?:pénal|civil|du travail)|contrats?|plan stratégique|plan|circulaire|amendement|directive|accord|texte)(?![\w-])",
    ),
    provides=re.compile(
        r"(?:prévoi|énonc|stipul|dispos|oblige|impos|autoris|interdi|précis|prévus?\b|défini|provi|states?|requires?)"
    ),
    alike=_ALIKE,
)
