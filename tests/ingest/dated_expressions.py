"""Dates in news prose with what a reader of the paper of Thursday, 14 March 2024 understands by them.

The expression stands in brackets; behind the bar its day, or its first and last day, or "-" where no date is meant.
"""

ANCHOR = "2024-03-14"

EXPRESSIONS = """
The council voted [Monday] for the harbor wall. | 2024-03-11
The council voted on [Tuesday] after a long debate. | 2024-03-12
A ferry ran aground [Thursday], injuring three. | 2024-03-14
The mayor resigned on [Thursday] morning. | 2024-03-14
Police arrested two men [Friday]. | 2024-03-08
Officials said [Wednesday] that the bridge was safe. | 2024-03-13
Prosecutors charged him [Saturday] with arson. | 2024-03-09
The storm hit the coast [Sunday] night. | 2024-03-10
On [Wednesday], the jury asked to see the letters. | 2024-03-13
On [Friday], the jury will hear the last witness. | 2024-03-15
The jury will return [Monday]. | 2024-03-18
The council will vote [Thursday] on the plan. | 2024-03-21
A hearing is set for [Tuesday]. | 2024-03-19
The trial is scheduled to begin [Monday]. | 2024-03-18
The trial begins [Monday] in Portvale. | 2024-03-18
Voters are expected to decide [Sunday]. | 2024-03-17
The minister plans to visit [Saturday]. | 2024-03-16
The parties are to meet [Wednesday]. | 2024-03-20
The report is due [Friday]. | 2024-03-15
The strike would start [Tuesday], the union said. | 2024-03-19
The deadline was extended until [Friday]. | 2024-03-15
Bids must be in by [Monday]. | 2024-03-18
The store has been closed since [Monday]. | 2024-03-11
The mayor said on [Monday] that the council will vote. | 2024-03-11
The mayor said the council will vote on [Monday]. | 2024-03-18
The company said [Wednesday] it expects a profit. | 2024-03-13
Alder, who will be sentenced in May, spoke to reporters [Tuesday]. | 2024-03-12
The court ruled [Tuesday] and will explain its reasons later. | 2024-03-12
The court met Tuesday and will meet again [Friday]. | 2024-03-15
They lost [last Saturday] at home. | 2024-03-09
They lost [last Thursday] at home. | 2024-03-07
They play [next Saturday] at home. | 2024-03-16
She will be sworn in [next Thursday]. | 2024-03-21
[This Friday] marks ten years of the wall. | 2024-03-15
He arrived [this Monday]. | 2024-03-11
The game is [this coming Sunday]. | 2024-03-17
The fire started [Tuesday] evening, the department said. | 2024-03-12
[Monday]'s vote was the closest in years. | 2024-03-11
[Friday]'s game will be shown on television. | 2024-03-15
Turnout in [Sunday]'s election was low. | 2024-03-10
The crash happened about 5 p.m. [Wednesday]. | 2024-03-13
The market fell 3 percent [Monday], its worst day this year. | 2024-03-11
Shares rose [Thursday] after the bank's announcement. | 2024-03-14
Firefighters were still searching [Thursday] for two sailors. | 2024-03-14
She had told the court [Tuesday] that she was alone. | 2024-03-12
The talks resume [Saturday], and both sides hope to sign. | 2024-03-16
Schools will be closed [Friday] because of snow. | 2024-03-15
The body was found [Saturday] near the quay. | 2024-03-09
The ship is expected to reach Portvale [Sunday]. | 2024-03-17
The vote, which was postponed to [Tuesday], is open to all. | 2024-03-19
He died [Sunday] at 91. | 2024-03-10
The governor signed the bill [Friday]. | 2024-03-08
The exhibition opens [Friday]. | 2024-03-15
The judge adjourned the case until [Wednesday]. | 2024-03-20
The council approved the plan in a vote [Tuesday]; work will begin in June. | 2024-03-12
Three people were killed [Thursday] when a train left the rails. | 2024-03-14
The two had met [Monday] in the harbor. | 2024-03-11
"I will go on [Monday]," the mayor said. | 2024-03-18
The verdict came [today], to loud applause. | 2024-03-14
"We start [tomorrow]," she said. | 2024-03-15
"I saw him [yesterday]," the witness said. | 2024-03-13
[Last night] the wall broke. | 2024-03-13
The mayor resigned [this morning]. | 2024-03-14
The debate is [tonight]. | 2024-03-14
The fire broke out on [Dec. 28]. | 2023-12-28
He was arrested on [March 5]. | 2024-03-05
The trial ended on [March 14]. | 2024-03-14
Sentencing is set for [June 12]. | 2024-06-12
The election will be held on [Nov. 5]. | 2024-11-05
The law takes effect [April 1] and will be reviewed. | 2024-04-01
The law, which took effect [April 1], was criticised. | 2023-04-01
She was convicted on [Sept. 9]. | 2023-09-09
The ship sank on [Jan. 2]. | 2024-01-02
The ship will sail on [Jan. 2]. | 2025-01-02
The court will hear arguments [May 7]. | 2024-05-07
The committee met on [12 February]. | 2024-02-12
The committee will meet on [2 April]. | 2024-04-02
Polls open on [July 4]. | 2024-07-04
The ban ended [Oct. 31]. | 2023-10-31
The festival was held [Aug. 10-12]. | 2023-08-10..2023-08-12
The festival will be held [Aug. 10-12]. | 2024-08-10..2024-08-12
He was last seen on [Tuesday, March 12]. | 2024-03-12
The hearing is scheduled for [Friday, March 22]. | 2024-03-22
The town was founded on [May 3, 1844]. | 1844-05-03
The wall was finished on [14 March 1911]. | 1911-03-14
The treaty was signed on [June 12, 2009], in Portvale. | 2009-06-12
It has been closed since [Feb. 1]. | 2024-02-01
The permit runs until [June 30]. | 2024-06-30
It was on [Feb. 29] that he left. | 2024-02-29
The flood came on [November 3] and killed nine. | 2023-11-03
The mayor took office on [January 1]. | 2024-01-01
Bidding closed [March 1]. | 2024-03-01
The bank will publish its results [March 28]. | 2024-03-28
The blast on [Dec. 3] killed four people. | 2023-12-03
He pleaded guilty on [March 13]. | 2024-03-13
The company was founded in [2003]. | 2003-01-01..2003-12-31
It has grown every year since [2016]. | 2016-01-01..2016-12-31
The war ended in [1945]. | 1945-01-01..1945-12-31
Construction began in [May 2021]. | 2021-05-01..2021-05-31
Unemployment rose in [February]. | 2024-02-01..2024-02-29
Unemployment rose in [December]. | 2023-12-01..2023-12-31
The trial will begin in [September]. | 2024-09-01..2024-09-30
The trial will begin in [January]. | 2025-01-01..2025-01-31
The shop closed [last December]. | 2023-12-01..2023-12-31
The shop closed [last March]. | 2023-03-01..2023-03-31
The summit will be held [next April]. | 2024-04-01..2024-04-30
He retired in [May]. | 2023-05-01..2023-05-31
She is to retire in [May]. | 2024-05-01..2024-05-31
The museum was closed until [June]. | 2024-06-01..2024-06-30
Prices have risen since [January]. | 2024-01-01..2024-01-31
Sales fell [last month]. | 2024-02-01..2024-02-29
Sales fell [last year]. | 2023-01-01..2023-12-31
The talks ended [last week]. | 2024-03-04..2024-03-10
The talks will end [next week]. | 2024-03-18..2024-03-24
The vote is expected [next month]. | 2024-04-01..2024-04-30
The wall will be finished [next year]. | 2025-01-01..2025-12-31
Rents have doubled [this year]. | 2024-01-01..2024-12-31
The court is to rule [this week]. | 2024-03-11..2024-03-17
The fair was [last weekend]. | 2024-03-09..2024-03-10
The fair is [this weekend]. | 2024-03-16..2024-03-17
The mayor was elected [earlier this year]. | 2024-01-01..2024-03-14
The bill was signed [earlier this month]. | 2024-03-01..2024-03-14
A decision is expected [later this month]. | 2024-03-14..2024-03-31
A decision is expected [later this year]. | 2024-03-14..2024-12-31
The beach was closed [last summer]. | 2023-06-01..2023-08-31
He died [three days ago]. | 2024-03-11
He died [10 days ago]. | 2024-03-04
The strike began [two weeks ago]. | 2024-02-26..2024-03-03
The strike began [a week ago]. | 2024-03-04..2024-03-10
She moved there [six months ago]. | 2023-09-01..2023-09-30
The mine closed [five years ago]. | 2019-01-01..2019-12-31
The mine closed [a year ago]. | 2023-01-01..2023-12-31
The mine closed [20 years ago]. | 2004-01-01..2004-12-31
Rents doubled [in the past year]. | 2023-01-01..2024-03-14
Nine ships were lost [over the last three months]. | 2023-12-01..2024-03-14
He wrote for USA Today and others. | -
The rate may rise again. | -
Protesters may march on the town hall. | -
Judge March dismissed the claim. | -
The case was heard by Judge March and two others. | -
Theresa May spoke in the hall. | -
Members lost confidence in May, who had replaced Theresa May's rival. | -
She works on Mondays and Fridays. | -
Shoppers queued on Black Friday. | -
The shop shuts on Good Friday. | -
He told the Sunday Times that he was innocent. | -
Sheffield Wednesday won again. | -
Some 2,024 people voted. | -
The march drew 5,000 people. | -
August Wilson wrote the play. | -
June Carter sang at the fair. | -
April Jones told the court that she was alone. | -
You may, or may not, agree. | -
An august body of sages met. | -
They will march in the rain. | -
The suspect, Robinson Friday, denied it. | -
"""
