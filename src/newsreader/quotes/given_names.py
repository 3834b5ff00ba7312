"""Given names that the French press meets most, with the gender they tell: a hint, never a proof.

From general knowledge of French civil names and of names in world news; folded to lower case.
"""

_WOMEN = """
adèle adeline agathe agnès aïcha aissatou alexandra alice alicia aline alison amandine amélie amina ana anaïs
andrea andrée angela angèle angélique anita ann anna anne annick annie antoinette apolline ariane arlette astrid
audrey aurélie aurore axelle barbara béatrice bérengère bernadette bertille bettina blandine brigitte camille
capucine carine carla carole caroline catherine cathy cécile cécilia céline chantal charlotte chloé christelle
christiane christine cindy claire clara clarisse claudia claudine clémence clémentine clotilde colette constance
coralie corinne coline cristina danièle danielle daphné deborah delphine denise diana diane djamila dominique
dorothée édith élisa élisabeth elisabeth élise élodie éloïse elsa elvire emma emmanuelle ericka esther estelle
eva évelyne eugénie fabienne fadila fanny fatima fatou fatoumata faustine fiona flavie fleur flora florence
françoise frédérique gabrielle gaëlle geneviève géraldine germaine ghislaine gisèle giorgia gladys gwenaëlle
hala hanna hélène héloïse henriette hillary hortense houda huguette ida inès ingrid irène iris isabelle
jacqueline jade jane janine jeanne jeannine jennifer jessica joanna jocelyne joëlle josette josiane judith julia
julie juliette justine kamala karima karine kate katia kelly khadija kim laëtitia lætitia laure laurence laurie
lauriane léa leïla lena léonie leslie lila lilas lina linda lisa lise louise lola lou lucie lucile ludivine
lydia lydie maëlle maëlys magali maïté malika manon marcelle margaux margot marguerite maria mariam marianne
marie mariana marielle mariette marine marion marise marjorie marlène martine maryam maryline maryse mathilde
maud maxime mégane melanie mélanie mélissa mercedes michèle michelle mireille monica monique morgane muriel
myriam mylène nabila nadège nadia nadine naïma nancy naomi nathalie nelly nicole nina ninon nora noémie océane
odette odile olga olivia ophélie pascale patricia paula pauline penny peggy perrine priscilla prune rachel
rachida raphaëlle raymonde rebecca régine reine renée rokhaya romane rosalie rose roselyne roxane sabine sabrina
safia salomé samia sandra sandrine sara sarah ségolène serena séverine sharon sharone shirley sibylle sidonie
simone sofia solange solène sonia sophie stella stéphanie suzanne sylvie sylviane tatiana tess thérèse tiphaine
ursula valentine valérie vanessa véronique vera victoire victoria violette virginie viviane wendy yaël yasmina
yasmine yolande yvette yvonne zahia zineb zoé yocheved beatriz francisca rory-ann juana carmen dolores pilar
lucia giulia chiara francesca paola ingeborg greta heidi birgit svetlana natalia irina oksana anastasia
ekaterina aminata mariame oumou salimata kadiatou nafissatou awa ndeye
""".split()
_MEN = """
aaron abdallah abdel abdelaziz abdoulaye abdou adam adama adel adrien ahmed aimé alain alan alassane albert aldo
alejandro alessandro alex alexander alexandre alexis alfred ali alioune alix alpha amadou amine anatole andré
andreï andrew ange antoine anthony antonio armand arnaud arthur artem auguste augustin aurélien axel aziz
baptiste barack bart bashar bastien benjamin benoit benoît bernard bernie bertrand bill boris boubacar brahim
brice bruno carl carles carlo carlos cédric césar charles charlie christian christophe claude clément cyril
cyrille damien dan daniel david davide denis didier diego dimitri dirk djibril dmitri dmytro dominic donald
edgar édouard edouard edward éli élie elliot éloi elon emile émile emmanuel enzo éric eric erik ernest étienne
etienne eugène évan fabien fabrice fabio farid félix ferdinand fernand florent florian francis francisco franck
françois frank fred frédéric friedrich gabin gabriel gaël gaëtan gaylord gaspard gauthier geoffroy george
georges gérald gérard gilbert gilles giovanni giuseppe grégoire grégory guillaume gustave guy gwenaël habib
hakim hamid hamza hans harold harry hassan henri hervé hicham hippolyte hubert hugo hugues hussein ibrahim
ibrahima igor ilan ismaël ismaïl iván ivan jack jacky jacques jalil jamal james jan jason javier jean jeff
jérémie jérémy jérôme jim jimmy joachim joan joe joël johan john jonas jonathan jordan jorge josé joseph joris
josselin juan jules julien julio justin kamel karim karl kassym keir kevin kévin khaled kim kylian kyriakos
lamine lars laurent lee léo léon léonard lev lin lionel loïc lorenzo louis luc luca lucas lucien ludovic luigi
luis luiz maël malik mamadou manuel marc marcel marcelo marco marin mario marius mark martial martin marvin
massimo mateo mathias mathieu mathis matteo matthew matthias matthieu maurice max maxence maximilien mehdi
michaël michael michel miguel mike mikhaïl milan mohamed mohammed mohamad moussa mouloud mustapha nabil nadir
narendra nasser nathan nathanaël nicolas nicolás nikola noah noam noé noël norbert octave olaf oleg olivier omar
oscar otto ousmane pablo paolo pascal patrice patrick paul pavel pedro peter petr philip philippe pier pierre
pouria quentin rachid rafael rafaël raphaël raoul rayan raymond recep régis rémi rémy rené ricardin ricardo
richard robert roberto robin rodolphe rodrigo roger roland romain roman ronald ronan ross ruben rudy ryan sacha
saïd salah salif salim sam sami samir samuel samy scott sean sébastien sebastian serge sergei sergueï sergio
sidi silvio simon slimane sofiane soulaïmane stan stanislas steeve stefan stéphane stephen steve steven sven
sylvain tarek tanguy tedros teddy théo theodore théophile thibault thibaut thierry thomas tiago tim timothée
titouan tom tommy tony tristan tyler ulysse valdis valentin valéry vadim vassili victor viktor vincent vivien
vladimir volodymyr walid walter wilfried wilfrid william willy wolfgang xavier xi yacine yanis yann yannick
yassine yoann yohan youri youssef yves yvan yvon zinedine ziad yannis ousseynou cheikh modou issa idriss
""".split()
_BOTH = frozenset(("dominique", "camille", "claude", "maxime", "alix", "kim", "morgan", "sacha", "andrea", "lou"))

GIVEN = {**dict.fromkeys(_MEN, "m"), **dict.fromkeys(_WOMEN, "f"), **dict.fromkeys(_BOTH, "")}


def gender_of(name: str) -> str | None:
    """Give "m", "f", "" for a given name that both bear, None for what is no given name we know."""
    first = name.split()[0].lower() if name.split() else ""
    if first in GIVEN:
        return GIVEN[first]
    return GIVEN.get(first.split("-")[0])
