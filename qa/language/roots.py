"""Other words for the same: forms that no ending explains ("told", "tell"), and what news says in several ways."""

from __future__ import annotations

from functools import lru_cache

from qa.language.words import STOP_WORDS, stem

_SAME = """
said says say told tell tells telling stated states announced added adds explained noted wrote writes written write
died dies die dying dead death deaths killed kills kill killing fatal fatally
injured injures injuring injury injuries hurt wounded wounds
beat beats beaten beating defeated defeats defeat
led leads lead leader leaders leading heads headed
rose rises risen rising rise climbed climbs
fell falls fallen falling fall dropped drops
bought buys buy buying purchased purchase acquired
sold sells sell selling
began begins begun begin started starts start starting
ended ends end ending finished
drove drives driven drive driver driving
built builds build building
held holds hold holding
left leaves leave leaving
grew grows grown grow growing growth
chose chooses chosen choose choosing
spoke speaks spoken speak speaking
won wins win winning winner
lost loses lose losing loss losses
paid pays pay paying payment payments
threw throws thrown throw
flew flies flown fly flying
stole steals stolen steal stealing
lied lies lying lie
shot shoots shoot shooting
fought fights fight fighting
struck strikes strike striking
met meets meet meeting meetings
sent sends send sending
spent spends spend spending
thought thinks think thinking
brought brings bring bringing
saw sees seen see
knew knows known know
gave gives given give giving
showed shows shown show showing
broke breaks broken break breaking
came comes come coming
went goes gone go
child children kids kid
man men
woman women
car cars vehicle vehicles
company companies firm firms
film films movie movies
home homes house houses
resigned resigns resign quit quits resignation
fired sacked
ruled rules rule ruling rulings
approved approves approve approval
arrested arrests arrest arresting
elected elects elect election elections
decided decides decide decision decisions
agreed agrees agree agreement
founded founds founder founders
employed employs employ employees
percent per cent
"""
_NAMED = {word: line.split()[0] for line in _SAME.strip().splitlines() for word in reversed(line.split())}
LIGHT = frozenset(
    "every each another since both whether took take takes taken taking made make makes making got get gets "
    "lasted last lasts became become becomes happened happens occurred occurs put puts set sets us among around near "
    "found finds find aged age old across along within without away back even just like may might must shall".split()
)
"""Words that carry little: a sentence need not share them with its evidence."""


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """A word in small letters to what its forms and its equals in the news have in common."""
    same = _NAMED.get(word)
    return stem(same) if same else stem(word)


def carries(word: str) -> bool:
    """Whether a word in small letters says something of its own."""
    return word not in STOP_WORDS and word not in LIGHT and len(word) > 1
