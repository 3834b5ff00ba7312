"""How French says who spoke: verbs, pronouns, roles. The verbs are a help, not a limit: after a
closing mark any inverted third person counts."""

import re

_UPPER = "A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ"
_LOWER = "a-zàâäçéèêëîïôöùûüÿœæ"

#: A capitalised word, hyphens and apostrophes inside: Jean-Michel, O'Neill, McGregor.
_CAPITAL = rf"(?:[DLdl]['’])?[{_UPPER}][{_UPPER}{_LOWER}'’\-]*[{_UPPER}{_LOWER}](?:\.s)?"
_PARTICLE = r"(?:de la|de l['’]|de|du|des|d['’]|le|la|van der|van|von|ben|bin|al|el|di|da|dos|del)"

#: Two or more capitalised words, particles and initials between: a person's name, or an institution's.
NAME = re.compile(rf"(?<![\w'’\-])(?:{_CAPITAL}|[{_UPPER}]\.)(?:\s(?:{_PARTICLE}\s?)?{_CAPITAL})+")
SURNAME = re.compile(rf"(?<![\w\-]){_CAPITAL}")

#: Words that a sentence begins with: capitalised there, and no part of a name.
OPENERS = frozenset(
    [
        "A",
        "À",
        "Au",
        "Aux",
        "Alors",
        "Ainsi",
        "Après",
        "Aujourd'hui",
        "Avant",
        "Avec",
        "Bien",
        "Car",
        "Ce",
        "Ces",
        "Cet",
        "Cette",
        "C'est",
        "Chez",
        "Ci",
        "Comme",
        "Comment",
        "Contre",
        "D'après",
        "Dans",
        "De",
        "Depuis",
        "Des",
        "Donc",
        "Du",
        "Elle",
        "Elles",
        "En",
        "Enfin",
        "Ensuite",
        "Entre",
        "Est",
        "Et",
        "Eux",
        "Hier",
        "Il",
        "Ils",
        "Interrogé",
        "Interrogée",
        "Je",
        "Jeudi",
        "La",
        "Le",
        "Les",
        "Leur",
        "Leurs",
        "Lors",
        "Lorsque",
        "Lui",
        "Lundi",
        "L'ex",
        "Mais",
        "Malgré",
        "Mardi",
        "Même",
        "Mercredi",
        "Mon",
        "Ni",
        "Nos",
        "Notre",
        "Nous",
        "Or",
        "Ou",
        "Où",
        "Outre",
        "Par",
        "Parmi",
        "Pas",
        "Pendant",
        "Plus",
        "Pour",
        "Pourquoi",
        "Puis",
        "Quand",
        "Que",
        "Quel",
        "Quelle",
        "Qui",
        "Quoi",
        "Sa",
        "Samedi",
        "Sans",
        "Se",
        "Selon",
        "Ses",
        "Si",
        "Son",
        "Sous",
        "Sur",
        "Tandis",
        "Tout",
        "Tous",
        "Toute",
        "Toutes",
        "Très",
        "Un",
        "Une",
        "Vendredi",
        "Vers",
        "Vidéo",
        "Voici",
        "Voilà",
        "Vous",
        "Y",
        "Dimanche",
        "Invité",
        "Invitée",
        "Monsieur",
        "Madame",
        "M.",
        "MM.",
        "Mme",
    ]
)

#: Verbs of saying, third person or participle, as stems: before a mark they carry the attribution.
_STEMS = """
dire | dit | disent | disait | déclar | affirm | expliqu | précis | ajout | estim | indiqu | soulign
| rappel | assur | poursui | jug | dénonc | annonc | racont | écri | insist | confirm | regrett |
déplor | prévi | prévenu | observ | résum | répond | répliqu | rétorqu | assén | plaid |
s'inqui[eé]t | inquiét | témoign | reconn | lâch | analys | détaill | concéd | constat | mentionn |
gliss | soupir | jur | fustig | qualifi | défini | décri | martel | anticip | point | s'empor |
ironis | conclu | tranch | not | relev | salu | promet | promis | garanti | appel | évoqu | critiqu
| réclam | demand | exig | avert | admet | admi | avou | confi | souhait | espèr | espér | crain |
redout | ass[uè]n | lanc | interpell | s'exclam | s'indign | s'interrog | s'étonn | s'alarm | se
félicit | se réjoui | mart[eè]l | revendiqu | accus | condamn | reproch | propos | parl | pens | cit
| commen[tç] | argu | argument | justifi | défend | approuv | balay | raill | moqu | tweet | publi |
signal | suggèr | suggér | murmur | cri | hurl | scand | renchéri | abond | nuanc | tempèr | tempér
| complèt | compl[eé]t | enchaîn | repren | repri | s'agac | s'insurg | se défen | vant | vis |
voi[rt] | trouv | consid[eè]r | imagin | rapport | transm | comprend | entend | veut | préconis |
recommand | invit | exhort | somm | menac | promett | ordonn | fai[ts] | valoir | met | mis
"""
SAYING = re.compile(
    rf"(?<![\w])(?:{'|'.join(' '.join(stem.split()) for stem in _STEMS.split('|'))})[{_LOWER}]*(?![\w])", re.I
)

#: `, explique X` · `, a déclaré X` · `, s'est indigné X` · `, regrette-t-il` · `, a-t-elle ajouté`
INVERTED = re.compile(
    rf"""[\s,–—-]*
    (?P<verb>
      (?:(?:s|l|m)['’]|se\s|lui\s|leur\s|y\s|en\s)*
      (?:
        (?:a|ont|avait|avaient|est|sont|était|aura)-(?:t-)?(?P<pronoun>il|elle|ils|elles|on)\s(?:(?:[{_LOWER}]+ment|ainsi|encore|aussi|alors)\s)?
        [{_LOWER}]+
      | [{_LOWER}]+[eatds]-(?:t-)?(?P<pronoun2>il|elle|ils|elles|on)
      | (?:a|ont|avait|avaient|est|sont|était)\s(?:(?:[{_LOWER}]+ment|ainsi|encore|aussi|alors|déjà|lui-même)\s)*
        [{_LOWER}]+(?:é|i|u|is|it|ée|és|ées|ert|ait)(?![\w])
      | [{_LOWER}]+(?:e|t|d|a|ait|ent|it|ut)(?![\w'’-])
      )
    )
    (?P<rest>.*)""",
    re.X | re.S,
)
ACCORDING = re.compile(r"(?:selon|d['’]après|pour|aux yeux d[eu]|à en croire)\s+", re.I)

#: Words that follow a mark without being a verb of saying in spite of their ending.
NOT_VERBS = frozenset(
    [
        "et",
        "est",
        "dont",
        "tout",
        "toute",
        "pendant",
        "avant",
        "sont",
        "ont",
        "a",
        "dans",
        "cet",
        "cette",
        "de",
        "que",
        "notre",
        "votre",
        "leur",
        "contre",
        "entre",
        "elle",
        "comme",
        "même",
        "autre",
        "mais",
        "ensuite",
        "surtout",
        "doit",
        "peut",
        "fait",
        "sera",
        "dès",
        "quand",
        "grande",
        "petite",
        "pourtant",
        "maintenant",
        "pouvait",
        "devait",
        "étaient",
        "était",
        "devant",
        "durant",
        "suite",
        "face",
        "toute",
        "sont",
        "seraient",
        "semblent",
    ]
)

PRONOUNS = re.compile(r"(?<![\w-])(il|elle|lui|celui-ci|celle-ci|ce dernier|cette dernière)(?![\w-])", re.I)
TITLES = re.compile(r"(?<![\w])(?:M\.|MM\.|Mme|Mmes|Me|Mgr|Dr|Pr)\s+")
FEMALE = re.compile(r"^(?:la|une|cette|l['’]ancienne)\s|(?:ière|ienne|trice|euse|ée)\b", re.I)

#: Titles and names between marks: what comes just before such a span.
NAMING = re.compile(
    r"(?:baptisée?s?|surnommée?s?|nommée?s?|intitulée?s?|dite?s?|appelée?s?|titrée?|opération|l['’]affaire|le mot|"
    r"les mots|l['’]expression|"
    r"la formule|les fameux|fameuse|le film|la série|l['’]album|le livre|le roman|la chronique|l['’]émission|"
    r"la chanson|"
    r"le slogan|le programme|la newsletter|label|l['’]appellation|le site|du site\b.{0,20}|mouvement|"
    r"dispositif|plan|projet|association)\s*$",
    re.I,
)
ROLE = re.compile(
    r"(?:le|la|l['’]|un|une|ce|cette|son|sa|notre)\s?(?:ancien(?:ne)?\s|ex-|première?\s|vice-|jeune\s|vieil\s)?"
    rf"(?P<noun>[{_LOWER}][{_LOWER}\-]+)(?P<more>[^,.;:]*)",
    re.I,
)
ORGANISATIONS = re.compile(
    r"(?:minist[eè]re|parquet|préfecture|mairie|gouvernement|syndicat|associations?|agence|institut|entreprise|groupe|"
    r"fédération|commission|ligue|police|gendarmerie|justice|tribunal|cour|conseil|parti|banque|université|autorités|"
    r"organisation|collectif|ONG|fondation|société|direction|région|département|ville|Elysée|Élysée|Matignon|journal|quotidien|média)",
    re.I,
)
