"""Sentences written for the engine, a pattern of the French press at a time, with those that fool simple rules.

Each case: paragraphs, then (words begin, speaker) for every quotation that is somebody's. "" is
nobody, and a speaker in brackets is a description, no name.
"""

Case = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]

CASES: dict[str, list[Case]] = {
    "after, simple inverted verb": [
        (('"La digue tiendra encore cet hiver", assure Colette Vasseur.',), (("La digue", "Colette Vasseur"),)),
        (("« Nous n'avons rien vu venir », soupire Idriss Camara, berger.",), (("Nous n'avons", "Idriss Camara"),)),
        (('"Le pain a pris dix centimes", constate, amer, Lucien Barrot.',), (("Le pain", "Lucien Barrot"),)),
    ],
    "after, a verb that no list has": [
        (('"Le vieux pont a chanté toute la nuit", brode Colette Vasseur.',), (("Le vieux pont", "Colette Vasseur"),)),
        (('"On remet ça demain matin", claironne le capitaine Idriss Camara.',), (("On remet", "Idriss Camara"),)),
    ],
    "after, auxiliary and participle": [
        (('"La digue tiendra", a déclaré à la presse locale Colette Vasseur.',), (("La digue", "Colette Vasseur"),)),
        (("« C'est une victoire pour la vallée », s'est félicitée Colette Vasseur.",), (("C'est", "Colette Vasseur"),)),
        (
            ('"La digue tiendra", a déclaré le maire, Lucien Barrot, devant ses administrés.',),
            (("La digue", "Lucien Barrot"),),
        ),
    ],
    "after, a verb with its pronoun": [
        (
            ('Colette Vasseur montre la rive. "Tout cela était sous l\'eau", dit-elle.',),
            (("Tout cela", "Colette Vasseur"),),
        ),
        (('Lucien Barrot a signé. "Ce fut une longue attente", a-t-il reconnu.',), (("Ce fut", "Lucien Barrot"),)),
        (
            ("Lucien Barrot et Colette Vasseur sont voisins.", '"Je ne lui parle plus depuis la crue", confie-t-elle.'),
            (("Je ne lui", "Colette Vasseur"),),
        ),
    ],
    "before, colon": [
        (("Colette Vasseur s'est indignée : « On nous oublie toujours en aval. »",), (("On nous", "Colette Vasseur"),)),
        (("Lucien Barrot, lui, est plus nuancé : \"L'eau n'a pas que des torts.\"",), (("L'eau", "Lucien Barrot"),)),
    ],
    "before, a verb in the same clause": [
        (('Colette Vasseur a dénoncé une "parodie de concertation".',), (("parodie", "Colette Vasseur"),)),
        (("Lucien Barrot qualifie la digue de « cathédrale de béton ».",), (("cathédrale", "Lucien Barrot"),)),
        (('Colette Vasseur affirme que la commune "ne paiera pas deux fois".',), (("ne paiera", "Colette Vasseur"),)),
    ],
    "according to": [
        (('Selon Colette Vasseur, la digue est "à bout de souffle".',), (("à bout", "Colette Vasseur"),)),
        (('"Il faudra dix ans pour tout replanter", selon Lucien Barrot.',), (("Il faudra", "Lucien Barrot"),)),
        (("D'après Idriss Camara, le troupeau \"n'aurait pas survécu\".",), (("n'aurait", "Idriss Camara"),)),
        (('Pour Colette Vasseur, ce projet est "une folie douce".',), (("une folie", "Colette Vasseur"),)),
    ],
    "fragments that share one verb": [
        (
            ('Colette Vasseur a appelé à la "patience" et au "calme".',),
            (("patience", "Colette Vasseur"), ("calme", "Colette Vasseur")),
        ),
        (
            ('"Ni fleurs", "ni couronnes" et "ni discours", a prévenu Lucien Barrot.',),
            (("Ni fleurs", "Lucien Barrot"), ("ni couronnes", "Lucien Barrot"), ("ni discours", "Lucien Barrot")),
        ),
    ],
    "incise inside the marks": [
        (
            ('"La digue tiendra, promet Colette Vasseur. Nous l\'avons bâtie pour cela."',),
            (("La digue", "Colette Vasseur"),),
        ),
        (
            ("« Nous ferons de notre mieux, jure Lucien Barrot, mais la rivière décidera. »",),
            (("Nous ferons", "Lucien Barrot"),),
        ),
    ],
    "marks closed and opened again": [
        (
            ('"La digue tiendra", promet Colette Vasseur. "Nous l\'avons bâtie pour cela."',),
            (("La digue", "Colette Vasseur"), ("Nous l'avons", "Colette Vasseur")),
        ),
        (
            ("« On a eu peur », raconte Idriss Camara. « Les bêtes aussi avaient très peur. »",),
            (("On a eu", "Idriss Camara"), ("Les bêtes", "Idriss Camara")),
        ),
    ],
    "no cue: who spoke before goes on": [
        (
            ('"La digue tiendra", promet Colette Vasseur.', '"Et si elle cède, nous la rebâtirons plus haut."'),
            (("La digue", "Colette Vasseur"), ("Et si elle", "Colette Vasseur")),
        ),
        (
            (
                "« On a eu peur », raconte Idriss Camara.",
                "Le troupeau est rentré. « Il ne manquait pas une seule bête ce soir-là. »",
            ),
            (("On a eu", "Idriss Camara"), ("Il ne manquait", "Idriss Camara")),
        ),
    ],
    "last name, title": [
        (
            ("Colette Vasseur préside le syndicat de rivière.", '"La digue tiendra", répète Mme Vasseur.'),
            (("La digue", "Colette Vasseur"),),
        ),
        (
            ("Lucien Barrot a voté contre.", '"Je ne signe pas les yeux fermés", rappelle M. Barrot.'),
            (("Je ne signe", "Lucien Barrot"),),
        ),
    ],
    "role, named before or after": [
        (
            ("Colette Vasseur, préfète de la Lanne, est venue.", '"La digue tiendra", assure la préfète.'),
            (("La digue", "Colette Vasseur"),),
        ),
        (
            ('"La digue tiendra", assure le préfet.', "Lucien Barrot, préfet de la Lanne, est venu mercredi."),
            (("La digue", "Lucien Barrot"),),
        ),
        (
            ("Idriss Camara, maire de Lanne, a pris la parole.", '"Nous sommes prêts pour la crue", promet l\'édile.'),
            (("Nous sommes", "Idriss Camara"),),
        ),
    ],
    "organisations": [
        (('"La digue sera renforcée avant l\'automne", indique le ministère.',), (("La digue", "(ministère)"),)),
        (("Le syndicat dénonce « une décision sans queue ni tête ».",), (("une décision", "(syndicat)"),)),
    ],
    "unnamed sources": [
        (
            ('"Tout le monde savait pour la digue", souffle une source proche du dossier.',),
            (("Tout le monde", "(source)"),),
        ),
        (("« On entendait les pierres rouler », se souvient une habitante.",), (("On entendait", "(habitante)"),)),
    ],
    "nobody to name": [
        (('"Personne ne sait qui a ouvert la vanne cette nuit-là."',), (("Personne", ""),)),
        (('"Rien ne bouge ici avant la fin de la nuit."',), (("Rien ne bouge", ""),)),
    ],
    "names, titles and words held at a distance": [
        (('La fête, baptisée "Grand Bain", attire mille personnes chaque été.',), ()),
        (("Elle publie le roman « Les Eaux lentes » au printemps.",), ()),
        (('Les fameux "oiseaux blancs" sont revenus sur la digue.',), ()),
        (("Le quartier reste un « angle mort » de la carte.",), ()),
    ],
    "charges and laws": [
        (
            ('Il est mis en examen pour "mise en danger de la vie d\'autrui".',),
            (("mise en danger", ""),),
        ),
        (
            ("Le projet de loi prévoit « une indemnisation sans délai des riverains ».",),
            (("une indemnisation", "(projet de loi)"),),
        ),
    ],
    "a name near by that is not the speaker's": [
        (
            ('"La digue tiendra", assure Colette Vasseur à propos du chantier de Lucien Barrot.',),
            (("La digue", "Colette Vasseur"),),
        ),
        (
            ('Interrogée par Lucien Barrot, Colette Vasseur répond : "Je dors très bien, merci."',),
            (("Je dors", "Colette Vasseur"),),
        ),
    ],
    "what a text says": [
        (("« Les riverains seront consultés chaque année », précise le texte.",), (("Les riverains", "(texte)"),)),
        (("« La rivière est un bien commun », énonce la charte.",), (("La rivière", "(charte)"),)),
    ],
    "a clause that hangs on the sentence": [
        (
            (
                "Lucien Barrot préside le conseil. La maire de la ville, Colette Vasseur, le reçoit.",
                'Elle a parlé de la digue devant les pêcheurs, se disant "fière du chemin parcouru".',
            ),
            (("fière du chemin", "Colette Vasseur"),),
        ),
        (
            (
                "Colette Vasseur a reçu les pêcheurs. Lucien Barrot était absent.",
                '"La digue tiendra", a-t-elle promis, tout en concédant que "le calendrier" reste serré.',
            ),
            (("La digue", "Colette Vasseur"), ("le calendrier", "Colette Vasseur")),
        ),
    ],
    "one name alone after a role": [
        (("Le youtubeur Zarbouf dénonce un texte qui « ne protège personne ».",), (("ne protège", "Zarbouf"),)),
        (("La rappeuse est venue. « On ne lâchera rien », promet le boulanger Kermit.",), (("On ne", "Kermit"),)),
    ],
    "an unnamed source near a name": [
        (
            (
                "Lucien Barrot préside le conseil.",
                '"Il ira jusqu\'au bout", confie un proche de Colette Vasseur, Lucien Barrot étant absent.',
            ),
            (("Il ira", "(proche)"),),
        ),
        (
            (
                "Colette Vasseur a gagné.",
                '"Elle a du métier", a ajouté un ténor de la droite sur la méthode de Lucien Barrot.',
            ),
            (("Elle a", "(ténor)"),),
        ),
    ],
    "two people of one surname": [
        (
            (
                "Colette Vasseur et son frère Jean Vasseur ont grandi ici.",
                '"La rivière était plus basse", se rappelle Mme Vasseur.',
            ),
            (("La rivière", "Colette Vasseur"),),
        ),
        (
            (
                "Colette Vasseur et son frère Jean Vasseur ont grandi ici.",
                '"On y pêchait à la main", ajoute Jean Vasseur.',
            ),
            (("On y pêchait", "Jean Vasseur"),),
        ),
    ],
}

ENGLISH: list[Case] = [
    (("“The dam will hold this winter,” said Claire Walker.",), (("The dam", "Claire Walker"),)),
    (("“The dam will hold this winter,” Claire Walker said.",), (("The dam", "Claire Walker"),)),
    (("Claire Walker smiled. “We built it for that,” she added.",), (("We built", "Claire Walker"),)),
    (("According to Claire Walker, the dam is “a work of patience”.",), (("a work", "Claire Walker"),)),
    (("Claire Walker warned: “The river decides, not the council.”",), (("The river", "Claire Walker"),)),
    (("The festival, called “Big Bath”, returns in June.",), ()),
]
