"""Who answers for a figure, by kinds of sentences in several wordings; None where only the narrator does."""

import pytest

from extract.extractor import Extractor

CASES: dict[str, list[tuple[str, str, str | None]]] = {
    "a name that looks like a word": [
        ("The rains went on. IT said 40 servers had failed.", "40", "IT"),
        ("WHO counted 300 cases in the camp.", "300", "WHO"),
        ("Some 90 clinics have closed, according to WHO.", "90", "WHO"),
    ],
    "a namesake of another country or town": [
        ("The Talvian police closed the pass. Later the Korrin police said 9 men had been held.", "9", "Korrin police"),
        ("The city council met. On Friday the county council said 14 roads were shut.", "14", "county council"),
    ],
    "what hangs on another's clause": [
        ("The mill says 90 jobs will go, whereas the union puts the number at 300.", "300", "union"),
        ("Organisers claimed 20,000 came, while police put the crowd at 6,000.", "6,000", "police"),
        ("The army says 12 died, although the hospital puts the toll at 31.", "31", "hospital"),
    ],
    "a dateline": [
        ("LISSA, Talvia — Officials of both mills announced 400 dismissals on Monday.", "400", "Officials"),
        ("KETTER — Rescuers said on Friday that 12 miners were alive.", "12", "Rescuers"),
    ],
    "what nobody could or would say": [
        ("Asked whether 90 jobs would go, Ana Brandt declined to comment.", "90", None),
        ("Police could not confirm that 14 people had drowned.", "14", None),
        ("Neither the mine nor the union could confirm that 9 men were missing.", "9", None),
        ("The ministry was unable to say whether 30 boats had sunk.", "30", None),
    ],
    "a label before a colon": [
        ("Owen B. Lark: Theft of copper wire, held in lieu of $9,000 bond.", "$9,000", None),
        ("Main results: 14 seats, 9 losses.", "14", None),
        ("Police: 14 hurt in a fire in Ketter", "14", "Police"),
    ],
    "a verb that says nothing": [
        ("The flood, which claimed 40 lives, is remembered on Sunday.", "40", None),
        ("Volta says the car is light. On the road you're looking at 480 km of range.", "480 km", None),
        ("The doors are open: today's offer is good for a 30% discount.", "30%", None),
    ],
    "who said it before who passed it on": [
        ("There were 20 cases, the Lissa health office said, according to Wirepress.", "20", "health office"),
        ("The ministry counted 300 dead, a spokesman said, according to Coast Wire.", "300", "spokesman"),
    ],
    "a day behind its speaker": [
        ("Some 30 guards were hurt, according to a prison statement Monday.", "30", "prison statement"),
        ("About 12 boats sank, according to port records Friday.", "12", "port records"),
    ],
    "a passive with its speaker": [
        ("The toll of 14 was confirmed by the hospital.", "14", "hospital"),
        ("Some 300 dismissals were announced by the ministry.", "300", "ministry"),
    ],
    "a signature under a quotation": [
        ("“We fed 450 families.” — Ana Brandt, mayor of Ketter", "450", "Ana Brandt"),
        ("“It cost us 90 jobs.” – Josef Lanner", "90", "Josef Lanner"),
    ],
    "a name with what it is behind it": [
        ("“Two wells are dry,” lead author Ana Brandt, a chemist at the Harbour Institute, said.", "Two", "Ana Brandt"),
        ("Some 40 wells are dry, engineer Josef Lanner, an adviser to the Ketter Works, said.", "40", "Josef Lanner"),
    ],
    "a list that a speaker introduces": [
        ("The survey found that:\n\n- 40 piers are rotten\n- repairs would cost $2 billion", "$2 billion", "survey"),
        ("The union said:\n\n• 90 jobs are gone\n• 30 more are at risk", "30", "union"),
    ],
    "what somebody reached, and did not count": [
        ("Lena Orst scored 21 goals for the Harbour Blues.", "21", None),
        ("Tom Rask recorded nine wins on clay this year.", "nine", None),
        ("The keeper put 40 balls in the cart.", "40", None),
    ],
    "a person who is spoken to": [
        ("If you told me that 300 people would come, I would laugh.", "300", None),
        ("The pass is closed, so you are talking about 90 miles of detour.", "90", None),
        ("You think the trip will take three days, and it takes a week.", "three", None),
    ],
    "what was taken for granted and left out": [
        ("The paper did not note that 40 of the wells are dry.", "40", None),
        ("Brandt failed to mention that the dam cost $9 million.", "$9 million", None),
        ("The review never disclosed that 12 boats were lost.", "12", None),
    ],
    "a passive behind a passive": [
        ("The board cleared the mill, but its owner was fined and ordered to pay $4 million.", "$4 million", None),
        ("A court freed him, but his son was arrested and ordered to serve 90 days.", "90 days", None),
        ("The council met, and two firms were named and instructed to hire 30 divers.", "30", None),
    ],
    "how long something went on": [
        ("The old king, who ruled the islands for three decades, is dead.", "three", None),
        ("The widow hoped for nine years.", "nine", None),
        ("They planned the bridge for 20 years.", "20", None),
    ],
    "an amount that only describes what others speak of": [
        ("It is a $40 million bridge that some say will never open.", "$40 million", None),
        ("He bought a 900-acre farm that neighbours say is haunted.", "900", None),
        ("They signed a $7 billion deal that analysts say helps both.", "$7 billion", None),
    ],
    "a speaker between a conjunction and its clause": [
        ("The road had been shut for 12 days and, Brandt said, needed new drains.", "12", None),
        ("The port lost 40 jobs but, the union says, may hire again.", "40", None),
        ("The mill is shut and, the council said, 90 workers have left.", "90", "council"),
    ],
    "some or all of those before": [
        ("Rask spoke to five divers, all of whom said that two boats had sunk.", "two", "five divers"),
        ("The paper asked nine pilots, most of whom said that 40 flights had been late.", "40", "nine pilots"),
        ("The court heard three doctors, both of whom said he had 12 wounds.", "12", "three doctors"),
    ],
    "nobody": [
        ("No one expected the march to draw 300 people.", "300", None),
        ("Nobody said that 40 boats had sunk.", "40", None),
        ("None of them predicted a rise of 9 percent.", "9 percent", None),
    ],
    "a document that closes the sentence": [
        ("Gifts to the fund hit $9 million in May, a Coast Wire analysis of records shows.", "$9 million", "analysis"),
        ("Some 40 of the piers are rotten, a survey of the harbour found.", "40", "survey"),
        ("Rents rose 12 percent in a year, the latest report from Ketter shows.", "12 percent", "report"),
    ],
    "what is shown by a gesture": [
        ("The keeper pointed a rifle at 40 gulls.", "40", None),
        ("Brandt points to the $3 million crane on the pier.", "$3 million", None),
        ("Rask called attention to a crowd of 300 people.", "300", None),
    ],
    "the size of a thing": [
        ("A team left for Lissa after two shocks, measuring 6.1 and 5.8, struck the coast.", "6.1", None),
        ("The council bought a hall measuring 90 metres.", "90 metres", None),
        ("The office measured a boat of 12 metres.", "12 metres", None),
    ],
    "a place behind a verb of wishing": [
        ("Most islanders voted at 40 schools.", "40", None),
        ("The pilots agreed at 9,000 feet.", "9,000 feet", None),
        ("The council aims at 300 homes.", "300", "council"),
    ],
    "what is told in passing of a wish": [
        ("She wants to see the village where 40 people drowned.", "40", None),
        ("The mayor hopes to close the mine that killed nine men.", "nine", None),
        ("He decided to dismiss a guard who still has three years of his contract.", "three years", None),
    ],
    "a question that somebody settles": [
        ("The panel will determine whether Rask acted alone when he shot 12 people.", "12", None),
        ("The review looks at finding if the dam killed 300 fish.", "300", None),
        ("The judge decides whether the two brothers lied.", "two", None),
    ],
    "an aside between dashes": [
        ("The crew fired 11 shots — the report showed that seven hit the hull.", "11", None),
        ("He sank 59 boats — police said the count took in his own — and burned 30 houses.", "30", None),
        ("The crew fired 11 shots — the report showed that seven hit the hull.", "seven", "report"),
    ],
    "what a speaker goes on with": [
        ("The dam broke at dawn, said Ana Brandt, adding that 20 sheep had drowned.", "20", "Ana Brandt"),
        ("The pier is shut, said Josef Lanner, noting that 14 posts are rotten.", "14", "Josef Lanner"),
        ("Two walls fell, said Clara Nys, explaining that the rain had lasted 30 days.", "30 days", "Clara Nys"),
    ],
    "a thing that cannot speak": [
        ("The length of the pier is crucial in estimating a cost of $4 million.", "$4 million", None),
        ("The fog on the coast continued, claiming 40 lives.", "40", None),
        ("The road to Ketter was built, showing 12 bends.", "12", None),
    ],
    "several companies": [
        ("Rivo will buy Calder for $9 million, the companies said.", "$9 million", "companies"),
        ("Orran Coal and Velm Steel met. The firms said 40 jobs would go.", "40", "firms"),
        ("Bramble cut its price. The banks said the loss was $7 million.", "$7 million", "banks"),
    ],
    "a name with a hyphen": [
        ("Some 40 boats sank, the Lissa Post-Herald reported.", "40", "Lissa Post-Herald"),
        ("The Harbour Times-Mirror said 12 men were missing.", "12", "Harbour Times-Mirror"),
        ("According to the Ketter Star-Courier, rents rose 9 percent.", "9 percent", "Ketter Star-Courier"),
    ],
    "a share of those asked": [
        ("A poll for the Lissa Post found that 68% of Talvians believe the dam is safe.", "68%", "poll"),
        ("About 8 in 10 Talvians told Meridian Research they want peace, 72% of them now.", "72%", "Meridian Research"),
        ("A survey showed that half of the farmers think it will rain, 40% of them soon.", "half", "survey"),
    ],
    "a number of what others speak of": [
        ("The council issued two rules on Friday that critics say are weak.", "two", None),
        ("They found 40 coins that experts say are false.", "40", None),
        ("The 300 homes that officials say flooded stand empty.", "300", "officials"),
    ],
    "what a verb of blame does not take": [
        ("The hosts blasted the visitors with 40 shots.", "40", None),
        ("Rain slammed the coast with 90 floods.", "90", None),
        ("Prosecutors charged him with 12 counts of theft.", "12", "Prosecutors"),
    ],
    "a sum that somebody raised": [
        ("Nils Berg added 13, and the guests left.", "13", None),
        ("The mill added 40 looms in May.", "40", None),
        ("Berg added that 13 looms had burned.", "13", "Berg"),
    ],
    "where a participle's clause ends": [
        ("Rask quoted the roll, noting the rain — but ignored the fact that 40 men had left.", "40", None),
        ("Talks went on, with the union warning of a strike, while guards held 90 men.", "90", None),
        ("He spoke on, noting that 14 wells were dry — and left.", "14", "He"),
    ],
    "an aside of one word": [
        ("Six of the calls came after the dam broke — burst, she said — while it rained.", "Six", None),
        ("Nine boats came home late — tired, he said — on Monday.", "Nine", None),
        ("Nine boats came home late, he said on Monday.", "Nine", "he"),
    ],
    "who is meant by a pronoun": [
        ("“It is cold,” said Olav Rusk, the chief of Lower Berrin.\n\nHe said 25 were ill.", "25", "Olav Rusk"),
        ("Tom Hall ran home.\n\nThe reason was Lanner, who fell.\n\n“I lost 40 coins,” he said.", "40", "Lanner"),
        ("A girl was found, said Olav Rusk.\n\n“We are taking two more,” he said.", "two", "Olav Rusk"),
        ("Tom Rask, the reeve of Lower Berrin, spoke. He said 14 had come.", "14", "Tom Rask"),
    ],
    "an it that only points": [
        ("It was the board, hoping to sway 40 voters, which called the meeting.", "40", "board"),
        ("It was the union, threatening to strike for 12 days.", "12 days", "union"),
        ("It rained, and the mill closed for nine days.", "nine days", None),
    ],
    "the thing that a sentence is about": [
        ("The plan has cuts that the mayor said are deep. It calls for $40 million.", "$40 million", "plan"),
        ("The report lists wells that the union says are dry. It counts 14 of them.", "14", "report"),
        ("The survey asks towns that the ministry says grow. It says 9 percent are empty.", "9 percent", "survey"),
    ],
    "what is told in passing of whom one blames": [
        ("Rask blamed men from Lissa, who came late, and Ketter, where 300 broke a fence.", "300", None),
        ("The mayor blamed a guard, who slept, and a clerk, who lost 40 keys.", "40", None),
        ("Brandt blamed the mill for the loss of 40 jobs.", "40", "Brandt"),
    ],
    "a result that a team reached": [
        ("Velm worked hard to record a 9-4 win.", "9-4", None),
        ("The Blues recorded 12 saves on Sunday.", "12", None),
        ("The hospital recorded 12 deaths on Sunday.", "12", "hospital"),
    ],
    "what an event shows": [
        ("Four men were hurt, showing the gulf between the two towns.", "two", None),
        ("Nine boats sank, suggesting that 40 more are rotten.", "40", None),
        ("The report came out, showing that 40 boats are rotten.", "40", "report"),
    ],
    "whose a plan is": [
        ("Brandt's plan to announce 40 jobs failed.", "40", "Brandt"),
        ("We met Tom Rask, whose plan to announce 12 names failed.", "12", "Tom Rask"),
        ("The union’s threat to demand $9 million worked.", "$9 million", "union"),
    ],
    "what is told in passing of what one blames": [
        ("Brandt criticized the accord signed after two weeks of talks.", "two weeks", None),
        ("The union slammed the law passed by 40 members.", "40", None),
        ("The mayor refused to speak after 14 guards had left.", "14", None),
    ],
    "what an editor put into another's words": [
        ("“We are strong on the board [the party holds two of seven seats],” Rask said.", "two", None),
        ("“It [the dam, which cost $9 million] must go,” she said.", "$9 million", None),
        ("“We have 40 [boats],” Ana Brandt said.", "40", "Ana Brandt"),
    ],
    "what came of something": [
        ("The result: Rask must walk nine miles.", "nine miles", None),
        ("The upshot: 40 boats stay in port.", "40", None),
        ("The report: 40 boats are rotten.", "40", "report"),
    ],
    "which of two documents": [
        ("A Lissa Post poll was out. In the Wirepress poll, 40 percent said no.", "40 percent", "Wirepress poll"),
        ("A poll by Meridian Research was out. In the poll, 40 percent said no.", "40 percent", "Meridian Research"),
        ("The Rivo report came. The Calder report counted 12 dead.", "12", "Calder report"),
    ],
    "who somebody is said to be": [
        ("Ana Brandt is a miller who said that 40 sacks were wet.", "40", "Ana Brandt"),
        ("Josef Lanner is a guard who claimed that nine men came.", "nine", "Josef Lanner"),
        ("Clara Nys is an engineer who has promised to build 12 bridges.", "12", "Clara Nys"),
    ],
    "a name with a conjunction": [
        ("Talvia's Lands and Rivers Agency said 14 dikes had broken.", "14", "Lands and Rivers Agency"),
        ("The Health and Families Department said 300 nurses had left.", "300", "Health and Families Department"),
        ("The Ports and Fisheries Ministry counted 90 boats.", "90", "Ports and Fisheries Ministry"),
    ],
    "according to somebody inside a relative clause": [
        ("The dam, which stood for 90 years according to the guild, broke after 12 inches of rain.", "12", None),
        ("The mill, which employs 40 people according to its owner, stands near two schools.", "two", None),
        ("The dam, which stood for 90 years according to the guild, broke on Monday.", "90", "guild"),
    ],
    "what a number is compared with": [
        ("The bridge cost $40 million more than the council had forecast, Lanner said.", "$40 million", "Lanner"),
        ("The storm cut 300 more lines than the utility had predicted, the mayor said.", "300", "mayor"),
        ("Debt is $9 billion, and $2 billion more than the budget office had projected.", "$2 billion", None),
    ],
    "a number of the speakers": [
        ("Nurses have said they back Brandt and 160 have not decided.", "160", None),
        ("Farmers say they will plant rye and 40 have sold their land.", "40", None),
        ("The guards said they were tired and 12 of them left.", "12", None),
        ("The ministry said the road was shut and two bridges had fallen.", "two", "ministry"),
    ],
    "what is reported, and by whom": [
        ("Rask tried to save the contract, worth a reported $1.2 million, the Post reported.", "$1.2 million", "Post"),
        ("The club paid a reported $9 million for him, Brandt said.", "$9 million", "Brandt"),
        ("He seeks $40 million from the town, Brandt said.", "$40 million", "Brandt"),
    ],
    "the last thing that somebody is said to be": [
        ("Rask is a proven liar, reckless gambler and failed mayor who has pledged to hire 300 guards.", "300", "Rask"),
        ("Clara Nys runs a mill and is a liar, rampant optimist, and dreamer who vowed to plant 40 oaks.", "40", "Nys"),
        ("Ana Brandt is both a nurse and a farmer who claims that nine wells are dry.", "nine", "Ana Brandt"),
    ],
    "another's point, which is not turned down": [
        ("The letter did not rebut Brandt's point, that 40 wells were dry.", "40", "Brandt"),
        ("The mayor did not deny the guild's charge that nine boats were rotten.", "nine", "guild"),
        ("The firm never challenged Rask's remark that 12 pits were open.", "12", "Rask"),
    ],
    "who asks not to be named": [
        ("“If I had 300 cows, I would sell,” said a prominent farmer, asking for silence.", "300", "farmer"),
        ("“It took nine days,” said a clerk at the port, requesting anonymity for fear of a quarrel.", "nine", "clerk"),
        ("“We lost 40 men,” said one young officer, asking for anonymity.", "40", "officer"),
    ],
    "what is left out": [
        ("The law lets him leave without having to contradict the word of 40 guards.", "40", None),
        ("Brandt left without saying that 12 wells were dry.", "12", None),
        ("The mayor spoke for an hour without denying that nine men had drowned.", "nine", None),
    ],
    "what the narrator explains of a sum": [
        ("Brandt's goal of $9 million - a sum that would take $40 a head - is far off.", "$40", None),
        ("Rask's promise of 300 homes, a number that would fill 12 fields, is new.", "12", None),
        ("Rask's promise of 300 homes, a number that would fill 12 fields, is new.", "300", "Rask"),
    ],
    "a title in front of a name and a colon": [
        ("Dams not safe - Ana Brandt: “There are 40 leaks in them.”", "40", "Ana Brandt"),
        ("Dams not safe - Ana Brandt: “They leak.” [12 more.]", "12", None),
        ("No rain in sight – Josef Lanner: “We lost 300 sheep.”", "300", "Josef Lanner"),
    ],
    "a share of others, set against the first": [
        ("About four out of 10 farmers said the dam would hold, while nine in 10 said it leaked.", "nine in 10", None),
        ("Half of the guests said it rained, whereas one in five said it snowed.", "one in five", None),
        ("Seven out of ten pilots said they were tired, while two in ten said they slept.", "two in ten", None),
    ],
    "what somebody does before a promise": [
        ("Meeting 300 guards at the gate, Ana Brandt smiled on Friday and promised to return.", "300", None),
        ("Walking past 40 boats, the mayor laughed and vowed to stay.", "40", None),
        ("Some 40 boats had sunk, the mayor said.", "40", "mayor"),
    ],
    "a thing seen as something": [
        ("The guild spent $2 million in Lissa, a town seen as lost.", "$2 million", None),
        ("She bought 40 sheep from Rask, a man believed to be rich.", "40", None),
        ("Some 12 sheep were lost in May, a survey by the guild found.", "12", "survey"),
    ],
    "what adds to a thought": [
        ("Guards believe the gun was used at the port, in which Rask shot nine men.", "nine", None),
        ("Brandt vowed to ban all boats — 40 of them in Lissa — from the quay.", "40", None),
        ("Those farmers who think it will rain — 300 of them in Lissa — stayed at home.", "300", None),
        ("Guards believe nine men were shot.", "nine", "Guards"),
    ],
    "a clause of time behind a wish": [
        ("He sought to turn fear into votes as a train of 40 lorries came near.", "40", None),
        ("The mayor hopes to win votes as the river floods 12 farms.", "12", None),
        ("The union wants to strike while the mill has 300 orders.", "300", None),
    ],
    "whom somebody scolds": [
        ("Brandt criticized the only two governors who spoke.", "two", None),
        ("The paper blasted 40 senators on Friday.", "40", None),
        ("The union accused the firm of hiding 40 wounds.", "40", "union"),
    ],
    "what a thing implies to a speaker": [
        ("Lena Pagan said the jump in claims implies that 40 mills have closed.", "40", "Lena Pagan"),
        ("The chemist said the smell suggests that nine barrels leak.", "nine", "chemist"),
        ("The survey implies that 12 wells are dry, Rask said.", "12", "survey"),
    ],
    "who goes on behind who passed it on": [
        ("“The dam is safe,” the letter read, the Tribune reported. “We note that 52 posts rot.”", "52", "letter"),
        ("“We are well,” Ana Brandt said, the wire reported. “We have 40 boats.”", "40", "Ana Brandt"),
        ("“It is cold,” the mayor said, the Lissa Post wrote. “We lost 300 sheep.”", "300", "mayor"),
    ],
    "the letter of a party": [
        ("Gov. Tom Rask (R) said 40 homes had flooded.", "40", "Tom Rask"),
        ("Sen. Ana Brandt (D) met farmers. She said 60 wells were dry.", "60", "Ana Brandt"),
        ("Mayor Olga Pell (I) said 14 bridges were shut.", "14", "Olga Pell"),
    ],
    "an office of another rank": [
        (
            "Tom Rask is the president of Orran Coal. Its senior vice president said 300 jobs would go.",
            "300",
            "senior vice president",
        ),
        ("Ana Brandt is the mayor of Tarn. The deputy mayor said 40 homes were lost.", "40", "deputy mayor"),
        (
            "Lena Pagan is the director of the clinic. Its deputy director said 12 nurses had left.",
            "12",
            "deputy director",
        ),
    ],
    "a name with an ampersand": [
        ("Marks & Tolley said 300 shops would close.", "300", "Marks & Tolley"),
        ("The fire cost 14 jobs, according to Brandt & Sons.", "14", "Brandt & Sons"),
        ("Sales fell by $9 million, Orran & Pell reported.", "$9 million", "Orran & Pell"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "figure", "source"),
    [pytest.param(*case, id=f"{kind}: {case[1]}") for kind, cases in CASES.items() for case in cases],
)
def test_a_figure_is_given_to_who_answers_for_it(
    extractor: Extractor, text: str, figure: str, source: str | None
) -> None:
    at = text.index(figure)
    claim = next(claim for claim in extractor.claims(text) if claim.start <= at < claim.end)
    name = claim.source and claim.source.name
    assert (name is None) == (source is None), name
    assert source is None or source.lower() in (name or "").lower()


@pytest.mark.parametrize(
    ("text", "figure", "stance"),
    [
        ("The group denied being behind the attack that killed 80 people.", "80", "asserted"),
        ("Many contest claims that he drew a gun when he met two officers.", "two", "asserted"),
        ("The firm denied that it had poisoned the well, which serves 300 homes.", "300", "asserted"),
        ("The minister denied that 450 jobs would be lost.", "450", "denied"),
        ("Police deny that they arrested 40 people.", "40", "denied"),
        ("“It wasn’t 40 boats,” Ana Brandt said.", "40", "denied"),
        ("“There weren't 300 people in the hall,” the mayor said.", "300", "denied"),
        ("“It isn't nine miles to Ketter,” Rask said.", "nine miles", "denied"),
    ],
)
def test_only_the_number_that_is_turned_down_is_denied(
    extractor: Extractor, text: str, figure: str, stance: str
) -> None:
    (claim,) = [claim for claim in extractor.claims(text) if claim.text == figure]
    assert claim.stance == stance
