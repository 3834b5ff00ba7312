"""Twenty English news texts, invented for the engine: paragraphs, and who says each quotation in them.

Each quotation: how it begins, and whoever says it; a speaker in brackets is a description or an organisation.
"""

Text = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]

TEXTS: tuple[Text, ...] = (
    (
        (
            "A ferry that has crossed the Lorne estuary since 1931 made its last trip on Sunday.",
            '"My grandmother met my grandfather on this boat," said Moira Kettle, who collected the final tickets.',
            '"There will be a bridge one day," she added, "but nobody sings on a bridge."',
        ),
        (("My grand", "Moira Kettle"), ("There will", "Moira Kettle"), ("but nobody", "Moira Kettle")),
    ),
    (
        (
            "The town council voted to close the swimming pool on Thursday.",
            '"We simply cannot pay for the heating any longer," Councillor Derek Osgood told residents.',
            "Osgood said the decision was “the hardest of my twelve years”.",
        ),
        (("We simply", "Derek Osgood"), ("the hardest", "Derek Osgood")),
    ),
    (
        (
            '"The birds came back three weeks early," according to Priya Raman, an ornithologist at the marsh reserve.',
            "Raman, 44, has counted them for two decades. “I have never written such a number in April,” she said.",
        ),
        (("The birds", "Priya Raman"), ("I have never", "Priya Raman")),
    ),
    (
        (
            "Factory owner Hal Brandt denied on Monday that he had known of the leak.",
            "“I learned of it from the radio like everyone else,” Brandt said.",
            "A former employee disagreed. “We all smelled it for months,” said the man, who asked not to be named.",
        ),
        (("I learned", "Hal Brandt"), ("We all", "(man)")),
    ),
    (
        (
            "The agency called the results “encouraging but incomplete” in a statement.",
            'Its director, Ana Sousa, was warmer. "This is what we hoped to see," Sousa wrote.',
        ),
        (("encouraging", "(agency)"), ("This is what", "Ana Sousa")),
    ),
    (
        (
            "Two climbers were found alive on Friday after four nights on the ridge.",
            '"They were cold, hungry and making jokes," said mountain guide Petra Lindqvist.',
            'One of them, Tom Ashdown, thanked the crews. "I owe them a very large dinner," he said.',
        ),
        (("They were", "Petra Lindqvist"), ("I owe", "Tom Ashdown")),
    ),
    (
        (
            "Prime Minister Jonas Berg promised a review of the toll.",
            '"No driver should pay twice for one road," Berg told reporters.',
            "Opposition leader Karin Holt described the promise as “late and empty”.",
        ),
        (("No driver", "Jonas Berg"), ("late and", "Karin Holt")),
    ),
    (
        (
            "The oldest bakery in Hexley will not reopen, its owner announced.",
            '"My hands have had enough," explained Walter Finch. "The ovens too."',
        ),
        (("My hands", "Walter Finch"), ("The ovens", "Walter Finch")),
    ),
    (
        (
            "Students at the college walked out on Wednesday.",
            '"We want heating, not a new logo," said Zoe Adler, a second-year student.',
            'The college declined to comment on the logo but insisted that heating was "being looked at".',
        ),
        (("We want", "Zoe Adler"), ("being", "(college)")),
    ),
    (
        (
            "Judge Miriam Cole sentenced the forger to two years.",
            '"You sold people their own memories, and they were false," Cole told him.',
            "His lawyer, Sam Pruitt, said he would appeal.",
            "“The sentence is out of all proportion,” Pruitt argued.",
        ),
        (("You sold", "Miriam Cole"), ("The sentence", "Sam Pruitt")),
    ),
    (
        (
            "The comet will be visible until Saturday.",
            '"Look low in the west just after sunset," advised Leila Haddad of the Amateur Astronomers.',
            '"Binoculars help," she noted. "Patience helps more."',
        ),
        (("Look low", "Leila Haddad"), ("Binoculars", "Leila Haddad"), ("Patience", "Leila Haddad")),
    ),
    (
        (
            "Goalkeeper Nils Aaker announced his retirement after the match.",
            '"My knees decided before I did," he joked.',
            'Coach Bea Winter praised him. "Nobody talked more in our dressing room," Winter recalled.',
        ),
        (("My knees", "Nils Aaker"), ("Nobody", "Bea Winter")),
    ),
    (
        (
            'The museum said it was "delighted" to have the painting back.',
            '"It hung above a sofa for thirty years," said curator Ines Valdez.',
        ),
        (("delighted", "(museum)"), ("It hung", "Ines Valdez")),
    ),
    (
        (
            "Farmers blocked the ring road with forty tractors.",
            '"We are not asking for gifts," shouted Gareth Pugh from the first of them.',
            "Mr Pugh added: “We ask for a price that covers the seed.”",
        ),
        (("We are not", "Gareth Pugh"), ("We ask", "Gareth Pugh")),
    ),
    (
        (
            "Residents woke to find the river in their gardens.",
            '"The water made no noise at all," Edith Crane recalled.',
            "Her neighbour Paul Isham said: “I thought the dog had spilt his bowl.”",
        ),
        (("The water", "Edith Crane"), ("I thought", "Paul Isham")),
    ),
    (
        (
            "A rare orchid has flowered at the abandoned quarry.",
            "Botanist Hugo Marsh was among the first to see it.",
            "“It is the size of a thumbnail and worth the climb,” Marsh said. “Please stay on the path.”",
        ),
        (("It is the", "Hugo Marsh"), ("Please stay", "Hugo Marsh")),
    ),
    (
        (
            'The union warned that the plan "will cost three hundred jobs".',
            '"Not one family here was asked," said its secretary, Nora Whelan.',
            '"They will hear from us," she promised.',
        ),
        (("will cost", "(union)"), ("Not one", "Nora Whelan"), ("They will", "Nora Whelan")),
    ),
    (
        (
            "The singer Ottilie Grey cancelled her tour on Tuesday.",
            "“I have lost the top of my voice and I want it back,” Grey wrote to her audience.",
        ),
        (("I have lost", "Ottilie Grey"),),
    ),
    (
        (
            "Police are looking for a grey van seen near the school.",
            '"It drove past three times, very slowly," said a witness.',
            "Inspector Ruth Okafor asked drivers to check their cameras. “Every minute of film helps,” Okafor said.",
        ),
        (("It drove", "(witness)"), ("Every minute", "Ruth Okafor")),
    ),
    (
        (
            "For Dmitri Vance, the new rules are “a gift to the big boats”.",
            '"We fish with two nets and a thermos," the fisherman said.',
            "The ministry said the quotas were “fair to all fleets”.",
        ),
        (("a gift", "Dmitri Vance"), ("We fish", "Dmitri Vance"), ("fair to all", "(ministry)")),
    ),
)
