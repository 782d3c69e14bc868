"""The wordings of :mod:`evals.generated.disagreements`: what is asked, the sentences that tell it, and the values.

In a list of wordings those at even places are the first half, those at odd places the second; of traps that are told
in pairs (first report, later report) every other pair.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Form = Callable[[str], str]


def plain(value: str) -> str:
    """A value as it is."""
    return value


def figures(value: str) -> str:
    """A small number in words becomes figures."""
    return str(_WORDS.index(value)) if value in _WORDS else value


_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that can be told with two values; ``{V}`` is the value in a wording."""

    kind: str
    question: str
    wordings: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    forms: tuple[Form, ...] = (plain,)


@dataclass(frozen=True, slots=True)
class Trap:
    """Two tellings that do not conflict. ``paired`` wordings are first and later report of one matter."""

    kind: str
    wants: str
    question: str
    wordings: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    days: int = 1
    paired: bool = False
    together: bool = False
    copied: bool = False


FILLERS = (
    "The road through {TOWN} was closed for several hours.",
    "A spokeswoman for the county, Petra Holloway, declined to go into details.",
    "Neighbors said that they had never seen anything like it.",
    "The mayor of {TOWN} thanked the volunteers.",
    "An inquiry is expected to take several months.",
    "Nobody at the office could be reached for comment.",
    "It had rained for most of the week.",
    "Schools in {TOWN} will open as usual.",
)
OTHER = ("News from {TOWN}", "{TOWN}: what is known")

MATTERS = (
    Matter(
        "age",
        "How old is {FULL}?",
        (
            "{FULL}, {V}, was rescued from the quarry at {TOWN} by two climbers.",
            "Rescuers brought {FULL}, who is {V}, down from the cliff above {TOWN}.",
            "The climber, {FULL}, aged {V}, had spent two nights on the ledge above {TOWN}.",
            "A {V}-year-old teacher, {FULL}, survived a fall into the quarry at {TOWN}.",
            "{FULL}, a {V}-year-old teacher from {TOWN}, was in good spirits, a doctor said.",
            "{FULL} ({V}) was taken to the hospital in {TOWN} with a broken wrist.",
        ),
        (("73", "72"), ("41", "44"), ("58", "56"), ("29", "27"), ("66", "65")),
    ),
    Matter(
        "count",
        "How many people were hurt when the stand collapsed in {TOWN}?",
        (
            "A stand collapsed at the fair in {TOWN} on Saturday, and {V} people were hurt.",
            "The collapse of a stand at the fairground in {TOWN} injured {V} people, the police said.",
            "In all {V} people were injured when the stand collapsed in {TOWN}, the hospital said.",
            "Doctors treated {V} people who were hurt when the stand gave way and collapsed in {TOWN}.",
            "{V} people were wounded, none of them badly, when a stand in {TOWN} collapsed.",
            "Officials in {TOWN} put the number of injured at {V} people after the collapse of the stand.",
        ),
        (("fourteen", "fifteen"), ("seven", "nine"), ("eleven", "twelve"), ("21", "23"), ("six", "eight")),
        (plain, figures),
    ),
    Matter(
        "money",
        "How much did {FULL} leave to the library in {TOWN}?",
        (
            "{FULL}, a retired clerk, left {V} to the library in {TOWN}.",
            "The library in {TOWN} was left {V} by {FULL}, who had read there daily.",
            "In a will opened on Monday, {FULL} left the {TOWN} library {V}.",
            "The bequest of {FULL} to the library of {TOWN} comes to {V}.",
            "It was {V} that {FULL} bequeathed to the library in {TOWN}, the trustees said.",
            "{FULL} has left {V} for new shelves to the library in {TOWN}.",
        ),
        (
            ("$1.5 million", "$1.8 million"),
            ("$40,000", "$45,000"),
            ("$212,000", "$202,000"),
            ("$3 million", "$2 million"),
        ),
    ),
    Matter(
        "date",
        "When did the swing bridge in {TOWN} open?",
        (
            "The swing bridge in {TOWN} opened in {V} and carries two lanes.",
            "The swing bridge in {TOWN}, which opened in {V}, will be painted.",
            "Built of iron, the {TOWN} swing bridge was opened in {V} by a princess.",
            "Since the swing bridge in {TOWN} opened, in {V}, it has been closed only twice.",
            "The {TOWN} swing bridge first opened to traffic in {V}.",
            "It was in {V} that the swing bridge of {TOWN} opened to carts.",
        ),
        (("1961", "1963"), ("1928", "1926"), ("May 1974", "June 1974"), ("1899", "1901")),
    ),
    Matter(
        "time",
        "At what time did the mill in {TOWN} catch fire?",
        (
            "The old mill in {TOWN} caught fire at {V} on Friday.",
            "Fire broke out in the mill at {TOWN} at {V} on Friday, the brigade said.",
            "It was {V} on Friday when the mill in {TOWN} caught fire, a watchman said.",
            "The mill in {TOWN} caught fire at about {V} on Friday, according to a report.",
            "At {V} on Friday the mill in {TOWN} caught fire.",
            "A neighbor saw the mill in {TOWN} catch fire at {V} on Friday.",
        ),
        (("3 a.m.", "5 a.m."), ("9:30 p.m.", "10:15 p.m."), ("noon", "1 p.m."), ("6:40 a.m.", "7:10 a.m.")),
    ),
    Matter(
        "place",
        "In which town was the stolen painting of {FULL} found?",
        (
            "The stolen painting of {FULL} was found in {V} on Tuesday, wrapped in a blanket.",
            "A stolen painting of {FULL} has been found in {V}, the police said on Tuesday.",
            "Police found the stolen painting of {FULL} in {V}, behind a garage.",
            "On Tuesday the stolen painting of {FULL} was found in {V} by a dog walker.",
            "It was in {V} that the stolen painting of {FULL} was found on Tuesday.",
            "The painting of {FULL}, stolen in spring, was found in {V} on Tuesday.",
        ),
        (("Wexmouth", "Carrowdale"), ("Stelling", "Port Averil"), ("Hollinside", "Greystoke"), ("Merrow", "Dunlace")),
    ),
    Matter(
        "name",
        "Who will lead the orchestra of {TOWN}?",
        (
            "{V} will lead the orchestra of {TOWN} from next season, its board said.",
            "The orchestra of {TOWN} will be led by {V} from next season.",
            "The next conductor to lead the orchestra of {TOWN} is {V}, the board announced.",
            "{V} has been chosen to lead the orchestra of {TOWN} next season.",
            "The orchestra of {TOWN} has picked {V} to lead it from next season.",
            "From next season {V} is to lead the orchestra of {TOWN}.",
        ),
        (
            ("Imogen Vantongeren", "Rasmus Okafor"),
            ("Teodor Blissett", "Winifred Amadi"),
            ("Solveig Marchetti", "Paulus Redgrave"),
            ("Hedda Kirkbride", "Joachim Truscott"),
        ),
    ),
    Matter(
        "distance",
        "How long is the new cycle path from {TOWN} to the coast?",
        (
            "The new cycle path from {TOWN} to the coast is {V} long.",
            "At {V} the new cycle path from {TOWN} to the coast is a day's ride for a child.",
            "{V} long, the new cycle path from {TOWN} to the coast was opened on Sunday.",
            "The new cycle path runs {V} from {TOWN} to the coast.",
            "Riders can cover the new cycle path from {TOWN} to the coast, {V} in length, in an hour.",
            "From {TOWN} to the coast the new cycle path measures {V}.",
        ),
        (
            ("14 miles", "17 miles"),
            ("22 kilometers", "26 kilometers"),
            ("nine miles", "11 miles"),
            ("12 miles", "15 km"),
        ),
    ),
)
"""What can conflict; of a date only the year or month differs, of all others the value itself."""

_BRIDGE = MATTERS[3]
_HURT = MATTERS[1]
_AGE = MATTERS[0]
_LEFT = MATTERS[2]
_FIRE = MATTERS[4]
_FOUND = MATTERS[5]
_LEADS = MATTERS[6]
_PATH = MATTERS[7]


def _same(matter: Matter, *pairs: tuple[str, str]) -> Trap:
    return Trap(matter.kind, "same", matter.question, matter.wordings, pairs)


_TOLL = (
    "The blast at the mill in {TOWN} killed {V} people on Monday; firemen were still searching.",
    "The death toll of the blast at the mill in {TOWN} has risen to {V}, officials said.",
    "At least {V} people were killed in the blast at the mill in {TOWN}, the first reports said.",
    "Two more bodies were found overnight; the blast at the mill in {TOWN} killed {V} people.",
    "{V} people died in the blast at the mill in {TOWN}, and others were missing.",
    "{V} people are now known to have been killed in the blast at the mill in {TOWN}.",
    "So far {V} people have been counted killed in the blast at the mill in {TOWN}.",
    "The number of people killed in the blast at the mill in {TOWN} rose to {V} on Wednesday.",
)
_RECALL = (
    "{FULL} Kettles recalled {V} kettles on Monday after a fire.",
    "{FULL} Kettles expanded its recall to {V} kettles.",
    "The maker {FULL} Kettles has recalled {V} kettles so far.",
    "{FULL} Kettles recalled {V} kettles, more than was planned at first, in a widened recall.",
    "{FULL} Kettles is recalling {V} kettles after complaints.",
    "The recall by {FULL} Kettles now covers {V} kettles.",
    "{FULL} Kettles said that it recalled {V} kettles as a precaution; the number could rise.",
    "{FULL} Kettles raised the number of recalled kettles to {V}.",
)
_VOTE = (
    "{V} won the race for mayor of {TOWN}, according to a first count.",
    "{V} won the race for mayor of {TOWN}, a recount showed.",
    "Early returns showed that {V} won the race for mayor of {TOWN}.",
    "The final count showed that {V} won the race for mayor of {TOWN}.",
)
_CORRECTED = (
    "{FULL}, a retired clerk, left {V} to the library in {TOWN}.",
    "{FULL} left {V} to the library in {TOWN}, not $15 million, as was first reported.",
    "The library in {TOWN} was left {V} by {FULL}.",
    "Correction: {FULL} left {V} to the library in {TOWN}. An earlier version misstated the sum as $15 million.",
)

TRAPS = (
    _same(_AGE, ("73", "73"), ("forty-one", "41"), ("58", "58")),
    _same(_AGE, ("66", "66"), ("twenty-nine", "29")),
    _same(_HURT, ("14", "fourteen"), ("two dozen", "24"), ("twenty-one", "21")),
    _same(_HURT, ("9", "nine"), ("eleven", "11")),
    _same(_HURT, ("at least 14", "16"), ("about 120", "118"), ("more than 20", "22"), ("nearly 50", "48")),
    _same(_LEFT, ("$1.5 million", "1.5m dollars"), ("$40,000", "40,000 dollars"), ("$2,000,000", "$2 million")),
    _same(_LEFT, ("$1.5 million", "about $1.49 million"), ("more than $200,000", "$212,000"), ("$40,000", "$40,120")),
    _same(_BRIDGE, ("May 1974", "1974"), ("1961", "June 1961"), ("1928", "1928")),
    _same(_FIRE, ("3 a.m.", "3:00 a.m."), ("noon", "12 p.m."), ("9:30 p.m.", "21:30"),
          ("6 a.m.", "6 o’clock in the morning")),
    _same(_FIRE, ("5 p.m.", "5 pm"), ("10:15 p.m.", "10.15pm")),
    _same(_FOUND, ("Wexmouth", "the town of Wexmouth"), ("Port Averil", "Port Averil, Calder"),
          ("Merrow", "nearby Merrow")),
    _same(_LEADS, ("Imogen Vantongeren", "Vantongeren"), ("Teodor Blissett", "Dr. Teodor Blissett"),
          ("Hedda Kirkbride", "Ms. Kirkbride")),
    _same(_PATH, ("14 miles", "fourteen miles"), ("five miles", "8 kilometers"), ("22 kilometers", "22 km"),
          ("half a mile", "800 meters")),
    Trap("age", "same", _AGE.question, _AGE.wordings, (("73", "74"), ("41", "42"), ("29", "30")), days=365),
    Trap("age", "same", _AGE.question, _AGE.wordings, (("50", "53"), ("61", "64")), days=1100),
    Trap("count", "same", _HURT.question, _HURT.wordings, (("14", "14"), ("nine", "nine")), copied=True),
    Trap("money", "same", _LEFT.question, _LEFT.wordings, (("$3 million", "$3 million"),), copied=True),
    Trap("count", "development", "How many people did the blast at the mill in {TOWN} kill?", _TOLL,
         (("three", "five"), ("4", "6"), ("five", "eight")), days=2, paired=True),
    Trap("count", "development", "How many people did the blast at the mill in {TOWN} kill?", _TOLL,
         (("2", "3"), ("seven", "12")), days=1, paired=True),
    Trap("count", "development", "How many kettles did {FULL} Kettles recall?", _RECALL,
         (("18,000", "52,000"), ("5,000", "9,400")), days=30, paired=True),
    Trap("name", "development", "Who won the race for mayor of {TOWN}?", _VOTE,
         (("Imogen Vantongeren", "Rasmus Okafor"), ("Teodor Blissett", "Winifred Amadi")), days=20, paired=True),
    Trap("money", "corrected", _LEFT.question, _CORRECTED, (("$15 million", "$1.5 million"),), days=1, paired=True),
    Trap("count", "same", _HURT.question,
         ("A stand collapsed at the fair in {TOWN} on Saturday, and {V} people were hurt.",
          "The collapse of a stand in {TOWN} injured {V} people, the police said.",
          "The stand in {TOWN} had room for {V} people, its builder said.",
          "About {V} people were on the stand in {TOWN} at the time."),
         (("14", "200"), ("9", "120")), together=True),
    Trap("count", "same", _HURT.question,
         ("A stand collapsed at the fair in {TOWN} on Saturday, and {V} people were hurt, three of them badly.",
          "The collapse of a stand in {TOWN} injured {V} people, including two children.",
          "A year earlier, {V} people were hurt when a stand collapsed in Lower Vale.",
          "In 2009 {V} people were hurt when a stand collapsed in Upper Vale."),
         (("14", "6"), ("12", "5")), together=True),
    Trap("age", "same", _AGE.question,
         ("{FULL}, {V}, was rescued from the quarry at {TOWN} by two climbers.",
          "A {V}-year-old teacher, {FULL}, survived a fall into the quarry at {TOWN}.",
          "{OTHER}, {V}, who was with the climbers, called for help.",
          "A friend, {OTHER}, {V}, had waited at the foot of the cliff."),
         (("73", "24"), ("58", "31")), together=True),
    Trap("money", "same", _LEFT.question,
         ("{FULL}, a retired clerk, left {V} to the library in {TOWN}.",
          "The library in {TOWN} was left {V} by {FULL}.",
          "The library in {TOWN} spends {V} a year on books.",
          "New shelves for the library in {TOWN} will cost {V}, the trustees said."),
         (("$1.5 million", "$90,000"), ("$40,000", "$12,000")), together=True),
    Trap("distance", "same", _PATH.question,
         ("The new cycle path from {TOWN} to the coast is {V} long.",
          "The new cycle path runs {V} from {TOWN} to the coast.",
          "A tunnel of {V} is the pride of its builders.",
          "From the last stop it is {V} to the beach."),
         (("14 miles", "300 yards"), ("22 kilometers", "2 kilometers")), together=True),
)  # fmt: skip
"""What must not be shown as a conflict. Of traps told together, the first two wordings tell the answer, and with the
halves each goes with one of the other two."""
