"""The grammar of French: how it says who spoke."""

import re

from newsreader.quotes.french_nouns import ALIKE, ORGANISATIONS, ROLES, noun_gender, person, person_noun
from newsreader.quotes.french_verbs import INVERTED, is_saying_verb
from newsreader.quotes.grammar import Grammar, split

_WOMEN, _MEN = "la une cette sa ma", "le un ce cet au du"

GRAMMAR = Grammar(
    language="fr",
    is_saying_verb=is_saying_verb,
    openers=split(
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
    parties=split("RN PS LR FN UE PC LO EELV PCF LFI UMP TV OM US EU FO AG UN ÉU MG PSG ONU AFP"),
    reflexives=frozenset(("se", "s'", "s’")),
    auxiliaries=split(
        "a ont avait avaient aura aurait auront auraient est sont était étaient fut eut s’est s'est serait ayant"
    ),
    makers=split("fait faisait font faisaient faire"),
    adverbs=split(
        """ainsi encore aussi alors déjà même enfin notamment puis ensuite lui-même elle-même hier jeudi vendredi samedi dimanche lundi
        mardi mercredi toujours bien ici là aujourd'hui aujourd’hui quant toutefois non plus"""
    ),
    clitics=split("se s' s’ me m' m’ lui leur y en ne n' n’ l' l’ le la les nous t' t’"),
    determiners=split(
        """le la les l' l’ un une des ce cet cette ces son sa ses leur leurs notre nos plusieurs certains certaines deux trois quatre
        quelques au aux du mon ma votre certain autres aucun chaque"""
    ),
    plain_determiners=split(
        """le la les l' l’ un une ce cet cette ces son sa ses leur leurs notre nos plusieurs certains certaines deux trois quatre
        quelques mon ma votre certain autres"""
    ),
    contracted=split("au aux du"),
    modifiers=split(
        """ancien ancienne anciens anciennes ex premier première premiers jeune jeunes vieil vieille vieux nouveau nouvel nouvelle
        futur future célèbre grand grande petit petite même autre autres seul seule haut haute simple numéro vice principal
        principale actuel actuelle seconde second troisième chef propre bon bonne fameux célèbres"""
    ),
    determiner_gender={**dict.fromkeys(_WOMEN.split(), "f"), **dict.fromkeys(_MEN.split(), "m")},
    noun_gender=noun_gender,
    person=person,
    surely_person=person_noun,
    capital_roles=split("PDG DG Président Présidente Premier Première Ministre Pape Roi Reine"),
    organisations=ORGANISATIONS,
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
        r"[,.;:()«»\"“”–—!?\s](?:(?<!\s)|(?:a|ont|est|sont|fait|font|faisait|avait|avaient|était|étaient|s['’]est|se|ne|n['’]|peut|doit|et|ou|lui|leur|par|pour|comme|nommée?|chargée?|qui|dont|que|où|sur|dans|auprès|lors|après|avant|devant|à l['’]|au micro|ce|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|en|face|interrogée?|avec)(?![\w]))"
    ),
    articles=re.compile(
        r"^(?:les?\s|la\s|l['’]|une?\s|des\s|du\s|de la\s|ce\s|cette\s|cet\s|d['’](?!autres|ancien))", re.I
    ),
    apposition=re.compile(
        r"\*?(?:\s\([^)]{1,30}\))?,\s+(?:\d{1,2}\s+ans,\s+)?(?:(?:ancien(?:ne)?|ex|premi[eè]re?|vice|jeune)[\s-])?"
        r"(?P<noun>[a-zà-ÿ][\w-]+)(?P<rest>[^,.;:()«\"“·]{0,80})"
    ),
    age=re.compile(r"\*?,\s+(?:âgée?\sde\s)?\d{1,2}\s+ans|\s\(\d{1,2}\s+ans"),
    clause_words=split("qui que qu' qu’ dont où a est ont avec sont avait avaient était étaient sera et"),
    governors=split(
        """de d' d’ du des à au aux par pour avec sans contre chez sur sous dans en entre vers auprès envers derrière devant pendant
        après avant depuis malgré dès hors parmi via outre face près lors selon comme"""
    ),
    sources=split("selon pour après suivant dixit croire"),
    sourced=re.compile(r"(?:selon|d['’]après|dixit|suivant|à en croire|aux yeux d[eu]s?|aux yeux de l[a'’]?)$", re.I),
    source_ends=split("selon après dixit suivant croire de d' d’ du des"),
    viewpoint=re.compile(
        r"^(?:(?:Mais|Et|Or|Car|Enfin|Puis|Alors),?\s)?(pour)(?:\s(?:l[ea]s?|l['’]|s[ao]n?|ses|M\.|Mme|une?|ce|cet|cette|leur))?$",
        re.I,
    ),
    place_prepositions=split("à en dans vers"),
    agents=split("par"),
    clause_openers=split(", : ; – — et mais que qu' qu’ où quand lorsque alors car puis ( •"),
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
    strong_pronouns=split("lui eux"),
    impersonal_pronouns=split("il"),
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
    inverted=INVERTED,
    roles=ROLES,
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
    alike=ALIKE,
)
