"""Sixteen short reports with blanks, what may truly be said of each in other words, and what only sounds alike.

Blanks: ``{P}`` and ``{O}`` are two people, ``{PL}`` and ``{OL}`` their last names, ``{T}`` a town, ``{n}`` and ``{nw}``
one number in digits and in words, ``{m}`` a larger number, ``{d}`` a day of a month, ``{Q}`` and ``{R}`` two things said.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Story:
    """A report and sentences about it, all with blanks."""

    text: str
    pairs: tuple[tuple[str, str, str], ...]
    """(what was changed, a true sentence, the same with the change)."""
    truths: tuple[str, ...] = field(default=())
    """More true sentences, in other words than the report's."""


MENDED_ON = (
    Story(
        "{T} — Prosecutors charged {P}, {n}, a bookkeeper at the county hospital, with embezzlement on {d}. The complaint "
        "alleges that {PL} moved ${m} into a private account. {O}, who leads the hospital, said the books had been "
        "checked every year. {PL} has not entered a plea. “{Q},” {OL} told reporters, adding: “{R}.”",
        (
            ("outcome strengthened", "{P} was charged with embezzlement.", "{P} was convicted of embezzlement."),
            ("outcome strengthened", "{PL} was charged with embezzlement.", "{PL} embezzled ${m}."),
            ("outcome strengthened", "{PL} has not entered a plea.", "{PL} pleaded not guilty."),
            ("negation dropped", "{PL} has not entered a plea.", "{PL} has entered a plea."),
            (
                "attribution dropped",
                "The complaint alleges that {PL} moved ${m} into a private account.",
                "{PL} moved ${m} into a private account.",
            ),
            ("name swapped", "{O} leads the hospital.", "{P} leads the hospital."),
            ("name swapped", "{P} was charged with embezzlement.", "{O} was charged with embezzlement."),
            ("quote stitched", "“{Q},” {OL} said.", "“{Q}, {R},” {OL} said."),
        ),
        (
            "{P}, aged {n}, was charged with embezzlement.",
            "The {n}-year-old bookkeeper was charged with embezzlement on {d}.",
            "{P}, a bookkeeper at the county hospital, was accused of embezzlement.",
            "According to the complaint, {PL} moved ${m} into a private account.",
        ),
    ),
    Story(
        "{T} — The city council rejected a plan on Monday to close {nw} fire stations. Council member {P} said the plan "
        "would not save money. {O}, the city manager, argued that closing them would have saved ${m} a year. The council "
        "will vote again on {d} and may still close one station. “{Q},” said {PL}. “{R},” {OL} answered.",
        (
            (
                "negation dropped",
                "{P} said the plan would not save money.",
                "{P} said the plan would save money.",
            ),
            (
                "outcome strengthened",
                "The council may still close one station.",
                "The council will still close one station.",
            ),
            (
                "negation dropped",
                "The city council rejected a plan to close {n} fire stations.",
                "The city council approved a plan to close {n} fire stations.",
            ),
            (
                "name swapped",
                "{P} said the plan would not save money.",
                "{O} said the plan would not save money.",
            ),
            (
                "attribution dropped",
                "{O} argued that closing the stations would have saved ${m} a year.",
                "Closing the stations would have saved ${m} a year.",
            ),
            ("quote stitched", "“{R},” {OL} answered.", "“{Q}. {R},” {OL} answered."),
        ),
        (
            "A plan to close {n} fire stations was rejected by the city council.",
            "On Monday the council rejected the plan to close {nw} fire stations.",
            "The council will vote again on {d}.",
            "“{Q},” {PL} said.",
        ),
    ),
    Story(
        "{T} — A jury acquitted {P}, the former school principal, of perjury on Friday and found him guilty of forgery. "
        "Judge {O} will sentence him on {d}. The trial lasted {nw} days. His lawyer said {PL} had never denied signing "
        "the letters. “{Q},” the judge told the court. “{R},” {PL} said.",
        (
            (
                "charge swapped",
                "{PL} was acquitted of perjury.",
                "{PL} was acquitted of forgery.",
            ),
            (
                "charge swapped",
                "{PL} was found guilty of forgery.",
                "{PL} was found guilty of perjury.",
            ),
            ("outcome strengthened", "Judge {O} will sentence him on {d}.", "Judge {O} sentenced him on {d}."),
            ("name swapped", "A jury acquitted {P} of perjury.", "A jury acquitted {O} of perjury."),
            (
                "negation dropped",
                "His lawyer said {PL} had never denied signing the letters.",
                "His lawyer said {PL} had denied signing the letters.",
            ),
            ("negation added", "A jury found {PL} guilty of forgery.", "A jury did not find {PL} guilty of forgery."),
        ),
        (
            "The jury convicted {PL} of forgery.",
            "{P} was found not guilty of perjury.",
            "The trial of {PL} lasted {n} days.",
            "{PL} is to be sentenced on {d}.",
        ),
    ),
    Story(
        "{T} — A train struck a truck at a level crossing on {d}, injuring {nw} passengers. Nobody was killed. {P}, the "
        "driver of the truck, told police that the barrier had been open. The railway said the barrier was working. "
        "Inspector {O} said the cause was not yet known. The line carries {m} people a day.",
        (
            ("negation dropped", "Nobody was killed in the crash.", "Somebody was killed in the crash."),
            (
                "negation dropped",
                "{O} said the cause was not yet known.",
                "{O} said the cause was known.",
            ),
            (
                "attribution dropped",
                "{P} told police that the barrier had been open.",
                "The barrier had been open.",
            ),
            ("name swapped", "{P} drove the truck.", "{O} drove the truck."),
            (
                "roles exchanged",
                "A train struck a truck at a level crossing.",
                "A truck struck a train at a level crossing.",
            ),
            (
                "outcome strengthened",
                "The train injured {n} passengers.",
                "The train killed {n} passengers.",
            ),
        ),
        (
            "{n} passengers were injured when a train struck a truck.",
            "A truck was struck by a train at a level crossing on {d}.",
            "The railway said that the barrier was working.",
            "The line carries {m} people every day.",
        ),
    ),
    Story(
        "{T} — Dockers called off their strike on {d} after {nw} weeks. {P}, the leader of their union, said the members "
        "had voted for an offer of {m} crowns a month. The port company, led by {O}, denied that it had threatened to "
        "hire others. “{Q},” {PL} told a crowd at the gate. “{R},” said {OL}.",
        (
            (
                "negation dropped",
                "The port company denied that it had threatened to hire others.",
                "The port company had threatened to hire others.",
            ),
            ("name swapped", "{P} is the leader of the union.", "{O} is the leader of the union."),
            ("name swapped", "“{Q},” {PL} told a crowd.", "“{Q},” {OL} told a crowd."),
            (
                "negation added",
                "Dockers called off their strike on {d}.",
                "Dockers did not call off their strike on {d}.",
            ),
            (
                "place changed",
                "“{Q},” {PL} told a crowd at the gate.",
                "“{Q},” {PL} told a crowd at the court.",
            ),
        ),
        (
            "The strike lasted {n} weeks.",
            "The dockers’ strike was called off on {d}.",
            "{PL} said that the members had voted for an offer of {m} crowns a month.",
            "“{R},” {OL} said.",
        ),
    ),
    Story(
        "{T} — {P} beat {O} by {n} votes in the election for mayor, the county said on {d}. {OL} has asked for a recount. "
        "The county counted {m} ballots and found no fraud. {PL}, a nurse, has never held office. “{Q},” {OL} said.",
        (
            ("roles exchanged", "{P} beat {O} in the election for mayor.", "{O} beat {P} in the election for mayor."),
            ("negation dropped", "The county found no fraud.", "The county found fraud."),
            ("negation dropped", "{PL} has never held office.", "{PL} has held office."),
            ("name swapped", "{OL} has asked for a recount.", "{PL} has asked for a recount."),
            (
                "outcome strengthened",
                "{OL} has asked for a recount.",
                "{OL} has won a recount.",
            ),
            ("name swapped", "“{Q},” {OL} said.", "“{Q},” {PL} said."),
        ),
        (
            "{O} lost to {P} by {n} votes.",
            "{P} defeated {O} in the election for mayor.",
            "{PL}, who is a nurse, has never held office.",
            "The county counted {m} ballots.",
        ),
    ),
    Story(
        "{T} — An appeals court overturned the conviction of {P} for arson on {d}, ruling that a witness had lied. "
        "{PL} had served {nw} years. Prosecutor {O} said his office would decide within a month whether to seek a new "
        "trial. {PL} was released on Tuesday but is not allowed to leave the state.",
        (
            (
                "outcome strengthened",
                "An appeals court overturned the conviction of {P}.",
                "An appeals court acquitted {P}.",
            ),
            (
                "outcome strengthened",
                "An appeals court overturned the conviction of {P}.",
                "An appeals court upheld the conviction of {P}.",
            ),
            (
                "outcome strengthened",
                "{O} said his office would decide whether to seek a new trial.",
                "{O} said his office would seek a new trial.",
            ),
            (
                "negation dropped",
                "{PL} is not allowed to leave the state.",
                "{PL} is allowed to leave the state.",
            ),
            (
                "name swapped",
                "An appeals court overturned the conviction of {P}.",
                "An appeals court overturned the conviction of {O}.",
            ),
        ),
        (
            "The conviction of {P} for arson was overturned by an appeals court.",
            "{PL} had served {n} years.",
            "The court ruled that a witness had lied.",
            "{PL} was released on Tuesday.",
        ),
    ),
    Story(
        "{T} — The river reached {n} feet on {d}, the highest level since {m} homes were flooded in 1988. Mayor {P} asked "
        "people on the east bank to leave. {O}, a farmer, refused to go. Officials expect the water to fall by Sunday. "
        "No deaths were reported. “{Q},” {OL} said.",
        (
            ("negation dropped", "No deaths were reported.", "Deaths were reported."),
            ("negation added", "Mayor {P} asked people to leave.", "Mayor {P} did not ask people to leave."),
            (
                "place changed",
                "People on the east bank were asked to leave.",
                "People on the west bank were asked to leave.",
            ),
            (
                "outcome strengthened",
                "Officials expect the water to fall by Sunday.",
                "The water fell on Sunday.",
            ),
            ("name swapped", "{O}, a farmer, refused to go.", "{P}, a farmer, refused to go."),
            ("year shifted", "Homes were flooded in 1988.", "Homes were flooded in 1998."),
        ),
        (
            "The river rose to {n} feet on {d}.",
            "Farmer {O} refused to leave.",
            "The mayor, {P}, asked people on the east bank to leave.",
            "“{Q},” said {OL}.",
        ),
    ),
)

HELD_OUT = (
    Story(
        "{T} — Police arrested {P}, {n}, on suspicion of setting fire to a warehouse on {d}. Detectives believe the fire "
        "was meant to hide a theft. {PL} denies any part in it, said {O}, the defense lawyer. The warehouse held goods "
        "worth ${m}. “{Q},” {OL} said outside the station. “{R},” a detective said.",
        (
            ("outcome strengthened", "Police arrested {P}.", "Police charged {P} with arson."),
            (
                "outcome strengthened",
                "{P} was arrested on suspicion of setting fire to a warehouse.",
                "{P} set fire to a warehouse.",
            ),
            (
                "attribution dropped",
                "Detectives believe the fire was meant to hide a theft.",
                "The fire was meant to hide a theft.",
            ),
            ("negation dropped", "{PL} denies any part in it.", "{PL} admits a part in it."),
            ("name swapped", "Police arrested {P} on {d}.", "Police arrested {O} on {d}."),
            ("quote stitched", "“{Q},” {OL} said.", "“{Q}. {R},” {OL} said."),
        ),
        (
            "{P}, aged {n}, was arrested on {d}.",
            "The lawyer, {O}, said that {PL} denies any part in the fire.",
            "The {n}-year-old was arrested by police on suspicion of setting fire to a warehouse.",
            "Goods worth ${m} were in the warehouse.",
        ),
    ),
    Story(
        "{T} — The school board voted on {d} to keep all {nw} of its libraries open. Superintendent {P} had proposed "
        "shutting two of them. Board member {O} said the board could not afford new books. Enrollment fell to {m} last "
        "year. “{Q},” {OL} said. “{R},” said {PL}, who did not take part in the vote.",
        (
            ("negation dropped", "{PL} did not take part in the vote.", "{PL} took part in the vote."),
            (
                "negation dropped",
                "{O} said the board could not afford new books.",
                "{O} said the board could afford new books.",
            ),
            (
                "outcome strengthened",
                "{P} had proposed shutting two libraries.",
                "{P} shut two libraries.",
            ),
            (
                "name swapped",
                "{P} had proposed shutting two of the libraries.",
                "{O} had proposed shutting two of the libraries.",
            ),
            (
                "negation added",
                "The school board voted to keep its libraries open.",
                "The school board did not vote to keep its libraries open.",
            ),
            ("attribution dropped", "“{Q},” {OL} said.", "“{Q},” the governor said."),
        ),
        (
            "The board voted to keep all {n} libraries open.",
            "On {d} the school board voted to keep its {nw} libraries open.",
            "Enrollment fell to {m}.",
            "Superintendent {P} proposed shutting two libraries.",
        ),
    ),
    Story(
        "{T} — Jurors could not agree on a charge of kidnapping against {P} and a mistrial was declared on {d}. They "
        "convicted {PL} of assault and cleared him of robbery. District Attorney {O} said she might try the kidnapping "
        "charge again. The panel deliberated for {nw} days.",
        (
            ("charge swapped", "{PL} was convicted of assault.", "{PL} was convicted of robbery."),
            ("charge swapped", "{PL} was cleared of robbery.", "{PL} was cleared of kidnapping."),
            (
                "charge swapped",
                "A mistrial was declared on the kidnapping charge.",
                "A mistrial was declared on the assault charge.",
            ),
            (
                "outcome strengthened",
                "Jurors could not agree on a charge of kidnapping against {P}.",
                "Jurors acquitted {P} of kidnapping.",
            ),
            (
                "outcome strengthened",
                "{O} said she might try the kidnapping charge again.",
                "{O} will try the kidnapping charge again.",
            ),
            ("name swapped", "The jurors convicted {PL} of assault.", "The jurors convicted {OL} of assault."),
        ),
        (
            "The jury found {PL} guilty of assault.",
            "{P} was acquitted of robbery.",
            "The jurors deliberated for {n} days.",
            "The kidnapping charge ended in a mistrial on {d}.",
        ),
    ),
    Story(
        "{T} — Researchers led by {P} counted {m} puffins on the island this spring, {n} percent fewer than a decade ago. "
        "The team did not find a single nest on the north cliff. {O}, who was not part of the study, cautioned that the "
        "birds may have moved elsewhere. The results were published on {d}. “{Q},” {OL} said.",
        (
            (
                "negation dropped",
                "The team did not find a nest on the north cliff.",
                "The team found a nest on the north cliff.",
            ),
            ("negation dropped", "{O} was not part of the study.", "{O} was part of the study."),
            ("name swapped", "The researchers were led by {P}.", "The researchers were led by {O}."),
            (
                "outcome strengthened",
                "{OL} cautioned that the birds may have moved elsewhere.",
                "The birds have moved elsewhere.",
            ),
            ("number of another thing", "Researchers counted {m} puffins.", "Researchers counted {m} nests."),
            ("place changed", "No nest was found on the north cliff.", "No nest was found on the south cliff."),
        ),
        (
            "{P} led the researchers.",
            "The team counted {m} puffins, {n}% fewer than a decade ago.",
            "The results of the study were published on {d}.",
            "“{Q},” said {OL}.",
        ),
    ),
    Story(
        "{T} — {P} will step down as chief executive of the ferry company on {d}, and {O}, the finance chief, will take "
        "over. The company lost ${m} last year and has cut {nw} routes. {PL} said he had not been asked to leave. "
        "Analysts had claimed that the board forced him out. “{Q},” {PL} wrote to the staff.",
        (
            ("roles exchanged", "{O} will take over from {P}.", "{P} will take over from {O}."),
            (
                "attribution dropped",
                "Analysts had claimed that the board forced {PL} out.",
                "The board forced {PL} out.",
            ),
            (
                "negation dropped",
                "{PL} said he had not been asked to leave.",
                "{PL} said he had been asked to leave.",
            ),
            ("name swapped", "{O} is the finance chief.", "{P} is the finance chief."),
            ("outcome strengthened", "{P} will step down on {d}.", "{P} was dismissed on {d}."),
        ),
        (
            "The company has cut {n} routes.",
            "The ferry company lost ${m} last year.",
            "Finance chief {O} will take over as chief executive.",
            "“{Q},” {PL} told the staff.",
        ),
    ),
    Story(
        "{T} — {P} scored twice as the Herons beat the Gulls {n}-1 on {d}, before a crowd of {m}. Goalkeeper {O} did not "
        "play because of a knee injury and is unlikely to return this season. The Gulls have not won since March. “{Q},” "
        "{PL} said. “{R},” said the coach.",
        (
            ("roles exchanged", "The Herons beat the Gulls.", "The Gulls beat the Herons."),
            ("negation dropped", "{O} did not play.", "{O} played."),
            ("name swapped", "{P} scored twice.", "{O} scored twice."),
            ("outcome strengthened", "{OL} is unlikely to return this season.", "{OL} will return this season."),
            ("negation dropped", "The Gulls have not won since March.", "The Gulls have won since March."),
            ("quote stitched", "“{Q},” {PL} said.", "“{Q}, {R},” {PL} said."),
        ),
        (
            "The Gulls lost to the Herons {n}-1.",
            "The Gulls were beaten by the Herons on {d}.",
            "A crowd of {m} watched the game.",
            "“{R},” the coach said.",
        ),
    ),
    Story(
        "{T} — The bakery chain founded by {P} agreed on {d} to pay ${m} to settle a lawsuit by {nw} former workers. It "
        "admitted no wrongdoing. {O}, who sued first, accused managers of changing time sheets. A judge must still "
        "approve the deal. “{Q},” {OL} said.",
        (
            ("negation dropped", "The chain admitted no wrongdoing.", "The chain admitted wrongdoing."),
            (
                "outcome strengthened",
                "The bakery chain agreed to settle a lawsuit.",
                "The bakery chain was found liable in a lawsuit.",
            ),
            (
                "attribution dropped",
                "{O} accused managers of changing time sheets.",
                "Managers changed time sheets.",
            ),
            ("outcome strengthened", "A judge must still approve the deal.", "A judge approved the deal."),
            ("name swapped", "{P} founded the bakery chain.", "{O} founded the bakery chain."),
        ),
        (
            "The chain agreed to pay ${m} to settle a lawsuit by {n} former workers.",
            "{O} was the first to sue.",
            "The deal must still be approved by a judge.",
            "“{Q},” said {OL}.",
        ),
    ),
    Story(
        "{T} — Doctors at the regional clinic said on {d} that {nw} children had fallen ill after drinking from a well. "
        "None of them is in danger. Health officer {P} closed the well but said tests had not shown what made them sick. "
        "{O}, a parent, blamed a nearby tannery. About {m} people live in the valley.",
        (
            ("negation dropped", "None of the children is in danger.", "The children are in danger."),
            (
                "negation dropped",
                "{P} said tests had not shown what made them sick.",
                "{P} said tests had shown what made them sick.",
            ),
            (
                "attribution dropped",
                "{O}, a parent, blamed a nearby tannery.",
                "A nearby tannery made the children sick.",
            ),
            ("name swapped", "{P} closed the well.", "{O} closed the well."),
            ("outcome strengthened", "{n} children had fallen ill.", "{n} children died."),
            ("negation added", "Health officer {P} closed the well.", "Health officer {P} did not close the well."),
        ),
        (
            "{n} children fell ill after drinking from a well.",
            "The well was closed by health officer {P}.",
            "About {m} people live in the valley.",
            "A parent, {O}, blamed a tannery.",
        ),
    ),
)
