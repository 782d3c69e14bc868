"""Words that say the same of an event: hurt and injured, died and killed, opened and built."""

from __future__ import annotations

from qa.language.words import content_words, stem

_ALIKE = """
hurt injured injure injuring injuries injury wounded wounding wound harmed
killed kill kills killing died die dies dead death deaths dying fatal fatally fatality fatalities toll perished
people persons person individuals
found find discovered discover located recovered uncovered
opened open opening built build completed constructed inaugurated finished erected
stolen stole steal taken took theft made robbed robbers thieves
arrested arrest detained detain custody
cost costs costing price priced worth value valued paid pay pays paying sold sell fetched bought buy purchased spent
began begin begins started start starts starting broke
left leave bequeathed bequest gave give given donated donation donate gift
raised raise collected collect
evacuated evacuate displaced fled evacuees evacuation
ill sick sickened infected infections infection cases fallen
fire blaze fires flames
crash collision wreck crashed collided accident
march marched protest protested rally demonstrators demonstrated protesters marchers demonstration
attended attendance crowd turned turnout attend
hired hire employed employ employs recruited
sacked laid dismissed cut layoffs fired
explosion blast exploded
quake earthquake tremor
missing unaccounted
rescued saved pulled rescue
damaged destroyed wrecked
fined fine penalty ordered
bridge span
students student pupils pupil schoolchildren
homes houses house home
vessel ship boat ferry
plane aircraft jet airliner
wide width long length far distance apart away tall height high deep depth
occurred happened happen struck hit
walked strike strikers striking
fell fallen dropped drop rain rainfall
born birthday
lead led leads leading leader
win won wins winning winner
lose lost loses losing loss
hold held holds
choose chose chosen picked named appointed pick name appoint
run ran runs running
drive drove driven drives
fly flew flown
sink sank sunk
shoot shot shooting
catch caught
fight fought
break broken breaks
write wrote written writes
speak spoke spoken
sing sang sung
teach taught teaches
send sent sends
throw threw thrown
grow grew grown
swim swam
ride rode ridden
show shown shows
hear heard
keep kept
meet met
feel felt
bring brought
think thought
steer steered
set due scheduled
"""
_SENSE = {stem(word): line.split()[0] for line in reversed(_ALIKE.strip().splitlines()) for word in line.split()}


def sense(word: str) -> str:
    """One word for all that say the same; other words by their stem."""
    own = stem(word.lower())
    return _SENSE.get(own, own)


def senses(text: str) -> set[str]:
    """The senses of a text's content words."""
    return {sense(word) for word in content_words(text)}
