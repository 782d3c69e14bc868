"""Sentences about a few made-up passages: what they say in other words, and what they do not say."""

PASSAGES = {
    1: (
        "TARROW — A jury on Tuesday convicted the former harbor master, Elena Marsh, of wire fraud and acquitted her of "
        "bribery.\n\nJudge Paul Orne declared a mistrial on the conspiracy charge after the jurors deadlocked. The trial "
        "lasted six weeks. Prosecutors said Marsh had steered $2.4 million in contracts to a friend. Her lawyer, Tom "
        "Reyes, said she would appeal. “We never doubted her,” Reyes told reporters."
    ),
    2: (
        "VELDT — The city council voted 6 to 3 on May 12 to spend $41 million on the north pier. Mayor Ann Lee said the "
        "work would begin in 2027. Council member Bo Hart, 72, did not attend the vote. The pier may close for two "
        "summers. Lee beat Hart in the mayoral election of 2023."
    ),
    3: (
        "ORLEN — A fire destroyed the Grand Mill on Friday, killing three workers and injuring eleven. Police said the "
        "cause was not known. The mill, built in 1911, employed 240 people. The owner, Dana Quill, has not been charged."
    ),
}

SUPPORTED = [
    "A jury convicted Elena Marsh of wire fraud [1].",
    "The jury acquitted Marsh of bribery [1].",
    "The jury found the former harbor master, Elena Marsh, guilty of wire fraud [1].",
    "Judge Paul Orne declared a mistrial on the conspiracy charge [1].",
    "A mistrial was declared on the conspiracy charge after the jurors deadlocked [1].",
    "The trial lasted 6 weeks [1].",
    "Prosecutors said Marsh steered $2.4 million in contracts to a friend [1].",
    "Her lawyer, Tom Reyes, said she would appeal [1].",
    "“We never doubted her,” Reyes told reporters [1].",
    "The jury convicted Marsh of wire fraud and acquitted her of bribery [1].",
    "On March 4, 2025, a jury convicted Elena Marsh of wire fraud [1].",
    "The city council voted 6 to 3 to spend $41 million on the north pier [2].",
    "The council voted six to three on May 12 [2].",
    "The work on the north pier would begin in 2027, Mayor Ann Lee said [2].",
    "Bo Hart did not attend the vote [2].",
    "The pier may close for two summers [2].",
    "Lee beat Hart in the 2023 mayoral election [2].",
    "Council member Bo Hart is 72 [2].",
    "A fire destroyed the Grand Mill, killing three workers [3].",
    "The fire killed 3 workers and injured 11 [3].",
    "Police said the cause of the fire was not known [3].",
    "The mill was built in 1911 and employed 240 people [3].",
    "Dana Quill, the owner, has not been charged [3].",
    "The Grand Mill employed 240 people [3].",
]

UNSUPPORTED = [
    "A jury convicted Elena Marsh of bribery [1].",
    "The jury acquitted Marsh of wire fraud [1].",
    "Judge Paul Orne declared a mistrial on the wire fraud charge [1].",
    "A jury convicted Paul Orne of wire fraud [1].",
    "A jury convicted Elena Marsh of tax evasion [1].",
    "Elena Marsh was charged with wire fraud [1].",
    "Elena Marsh pleaded guilty to wire fraud [1].",
    "The jury did not convict Marsh of wire fraud [1].",
    "The trial lasted nine weeks [1].",
    "Marsh steered $2.4 million in contracts to a friend [1].",
    "Prosecutors said Marsh had steered $2.4 billion in contracts to a friend [1].",
    "Her lawyer, Tom Reyes, said she would not appeal [1].",
    "Reyes said “we always believed her” [1].",
    "“We never doubted the jury,” Reyes told reporters [1].",
    "On March 6, 2025, a jury convicted Elena Marsh of wire fraud [1].",
    "The city council voted 6 to 3 to spend $41 million on the north pier [1].",
    "The city council voted 6 to 3 to spend $14 million on the north pier [2].",
    "The city council voted 3 to 7 on May 12 [2].",
    "Bo Hart attended the vote [2].",
    "The pier will close for two summers [2].",
    "Hart beat Lee in the mayoral election of 2023 [2].",
    "Mayor Bo Hart said the work would begin in 2027 [2].",
    "The council voted to spend $41 million on the south pier [2].",
    "A fire destroyed the Grand Mill on Friday, killing eleven workers [3].",
    "A fire destroyed the Grand Mill, killing 240 people [3].",
    "The owner, Dana Quill, has been charged [3].",
    "Police said the cause was arson [3].",
    "The mill, built in 1911, reopened on Monday [3].",
    "A fire destroyed the Grand Mill in Veldt [3].",
    "A flood destroyed the Grand Mill on Friday [3].",
]
