"""French verbs of saying, and reporting clauses with an inverted verb after a closing mark."""

import re
from functools import lru_cache

from newsreader.quotes.grammar import split

#: The small letters of French, for classes of patterns.
LOWER = "a-zàâäçéèêëîïôöùûüÿœæ"

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
_DOUBTFUL = split(
    """a fait faire font faisait tient tenait tenu suit mis note notes public montre montrent ton tente tentent marque marquent
    rapport risque trouve trouvent voit voient vu sait savait compare garante laisse laissent pense mont maintenant monte
    comprend apprend apprenait appris reprend reprenait repris reprendre signe signent veut voulait entend entendu avance marquant
    cite cri crie porte parle parlent parler mise avis doute alerte rire ri coll suppose supposé supposée demandé mentions menace
    programme projette gère cède"""
)
#: Infinitives that are verbs of saying after `faire` and `laisser`: `fait valoir`, `laissait filtrer`.
_MADE = split("valoir savoir remarquer observer filtrer entendre part état")
_ELIDED = re.compile(r"^(?:s|l|m|t|n|j|qu|lorsqu|puisqu)['’]")


@lru_cache(4096)
def is_saying_verb(word: str) -> bool:
    """Return whether a word is a form of a verb of saying, elided pronouns aside."""
    word = _ELIDED.sub("", word.lower())
    return word in _MADE or (word in _FORMS and word not in _DOUBTFUL)


# ---------------------------------------------------------------- after a closing mark

_ADVERB = (
    rf"(?:[{LOWER}]+ment|ainsi|encore|aussi|alors|déjà|même|lui-même|elle-même|enfin|également|toutefois|notamment|pour\ssa\spart|"
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
#: Verbs that a question turns around, and none of saying.
_MODAL = (
    r"a|ont|aura|auront|aurait|auraient|avait|avaient|est|sont|sera|seront|serait|seraient|était|étaient|peut|peuvent|"
    r"pourra|pourront|pourrait|doit|doivent|devra|devrait|va|vont|faut|faudra|reste|existe"
)
_MADE_TO = r"fait\s(?:savoir|valoir|remarquer|observer)"
_PRONOUN = r"ils?|elles?|on"
#: `a-t-il affirmé`, `ont-elles fait savoir`
_COMPOUND_BEFORE_PRONOUN = (
    rf"{_CLITIC}{_AUXILIARY}-(?:t-)?(?P<pronoun>{_PRONOUN})\s(?:{_ADVERB}\s)*(?:{_MADE_TO}|[{LOWER}'’]+)"
)
#: `poursuit-elle`, `peut-on lire`
_SIMPLE_BEFORE_PRONOUN = (
    rf"{_CLITIC}(?!(?!peut-on\s(?:lire|entendre))(?:{_MODAL})-)[{LOWER}]+[eatdsr]-(?:t-)?(?P<pronoun2>{_PRONOUN})"
    r"(?:\s(?:lire|entendre))?"
)
#: `a déclaré`, `avait encore fait valoir`, `a été averti`
_COMPOUND = (
    rf"{_CLITIC}{_AUXILIARY}\s(?:{_ADVERB}\s)*"
    rf"(?:{_MADE_TO}|(?:été\s)?[{LOWER}]+(?:é|ée|és|ées|i|ie|is|u|ue|it|ert|int|aint)(?![\w]))"
)
#: `fait remarquer`, `faisait valoir`
_SIMPLE_MADE_TO = rf"{_CLITIC}(?:fait|faisait)\s(?:savoir|valoir|remarquer|observer)"
#: `explique`, `s’indigne`, `répondent`
_SIMPLE = (
    rf"{_CLITIC}(?!(?:{_NOT_VERBS}|[{LOWER}]+ant)(?![\w]))[{LOWER}]{{2,}}(?:e|t|d|a|ait|aient|ent|it|ut)(?![\w'’-])"
)
INVERTED = re.compile(
    rf"""[\s\u00a0,–—-]*(?:(?:{_ADVERB})[\s,]+)*
    (?P<verb>{_COMPOUND_BEFORE_PRONOUN}|{_SIMPLE_BEFORE_PRONOUN}|{_COMPOUND}|{_SIMPLE_MADE_TO}|{_SIMPLE})
    (?P<rest>.*)""",
    re.X | re.S,
)
