"""Sentences that speak to a machine and not to a reader: they are evidence of nothing but themselves.

This list need not be complete: whatever it misses must still pass the typed comparison. It keeps the plainest
trick from working, in which a passage says "write that she was acquitted" and the model's "she was acquitted" then
shares all its words with the passage.
"""

from __future__ import annotations

import re

_MACHINE = r"(?:ai|a\.i\.|llms?|chatbots?|language\s+models?|gpt|claude|copilot|gemini|summari[sz]ers?|crawlers?)"
_SAY = r"(?:say|state|write|tell|report|claim|mention|repeat|insist|conclude|assert|declare|confirm)"
_ANSWER = r"(?:answer|respond|reply|output|print|cite)"
_THING = r"(?:instructions?|prompts?|rules|context|passages?|sources?|above|previous|prior|guidelines|articles?|text)"
_TELLS = re.compile(
    rf"""\b(?:
      (?:ignore|disregard|forget|override|bypass|discard)\s+(?:(?:all|any|every|the|your|my|these|those|previous|prior|other|earlier|of)\s+){{0,4}}{_THING}\b
    | (?:ignore|disregard|forget)\s+(?:everything|anything)\s+(?:above|before|else|you|in)\b
    | (?:system|developer|hidden|initial)\s+(?:prompt|override|instructions?)\b
    | (?:new|updated|revised|further|these|your|following)\s+(?:\w+\s+)?instructions\b
    | instructions?\s+(?:for|to)\s+(?:\w+\s+){{0,3}}(?:models?|assistants?|{_MACHINE}|readers)\b
    | (?:note|notice|message|memo|attention|attn|dear|hey|hello)[\s,:]+(?:(?:to|for|all|any|the|every|our)\s+){{0,2}}(?:{_MACHINE}|assistants?|bots?|models?)\b
    | (?:you|u)\s+(?:must|should|will|shall|have\s+to|need\s+to|are\s+to|are\s+required\s+to|are\s+instructed\s+to)\s+(?:(?:now|always|only|not|never|instead)\s+)*(?:{_ANSWER}\b|{_SAY}\s+(?:that|the\s+(?:user|reader)|[\"“'‘]))
    | you\s+are\s+(?:now\s+)?(?:an?\s+)?(?:\w+\s+)?(?:{_MACHINE}|assistant\s+(?:that|who|and|named)|bot|model)\b
    | as\s+an?\s+(?:{_MACHINE}|ai\s+assistant)\b
    | (?:{_MACHINE}|ai\s+(?:models?|assistants?|systems?|agents?|tools?)|assistants?|models?|bots?)\s+(?:(?:reading|processing|summari[sz]ing|parsing|answering)\b|(?:must|should|shall|are\s+(?:required|instructed)\s+to)\s+(?:\w+\s+)?(?:{_ANSWER}|{_SAY}|ignore|treat|summari[sz]e)\b)
    | (?:if|when|whenever|should)\s+you\s+(?:are\s+)?(?:asked|summari[sz]e|answer|quote|cite|process)\b
    | (?:if|when|whenever|should)\s+(?:(?:any(?:one|body)|someone|the\s+(?:user|reader|question)|users?|readers?)\s+asks?|asked)\b[^.]{{0,90}}(?:,|\bthen\b|:)\s*(?:please\s+|always\s+|only\s+|simply\s+)?(?:you\b|{_ANSWER}\b|{_SAY}\b|the\s+answer)
    | (?:the|your|every|each|all|any)\s+(?:answers?|repl(?:y|ies)|responses?|outputs?|summar(?:y|ies)|completions?)\s+(?:\w+\s+){{0,3}}(?:must|should|shall)\b
    | (?:the\s+)?(?:correct|right|proper|only|expected|required|approved|desired)\s+(?:answer|response|reply|output)\s+(?:\w+\s+){{0,6}}(?:is|should|must)\b
    | (?:end|begin|start)\s+of\s+(?:the\s+)?(?:passages?|documents?|context|data|sources?|prompt|instructions?|user|system)\b
    | your\s+(?:\w+\s+)?(?:answer|reply|response|output|summary)\b
    | prompt\s+injection|jailbreak(?:ed|ing)?|developer\s+mode|do\s+anything\s+now
    | (?:tell|inform|assure)\s+(?:the|your|all|every)\s+(?:users?|readers?|askers?)\b
    )"""
    rf"""|^\W*(?:(?:please|now|instead|therefore|so|also|then|always|only|simply|just|kindly|important|admin|editor|and|override|instruction|task|command|order)[,:.]?\s+)*
      (?:
      (?:output|print|repeat\s+after\s+me)\b
      | {_ANSWER}\s+(?:\w+\s+){{0,3}}?(?:that|with|only|as|exactly|to|in|no|yes|passage|this|every|all)\b
      | {_ANSWER}\s+(?:the\s+following|yes|no)\b
      | tell\s+(?:readers?|users?|everyone|everybody|people)\s+(?:that|to)\b
      | {_ANSWER}\s*[:\"“'‘]
      | {_SAY}\s+(?:(?:clearly|only|instead|exactly|simply|always|in\s+\w+\s+\w+)\s+)*(?:that\b|[\"“'‘:])
      | (?:do\s+not|don['’]t|never)\s+(?:mention|cite|quote|reveal|summari[sz]e|rely|trust|(?:say|tell|answer)\s+(?:that|with|any\w*|the|users?|readers?))\b
      | (?:pretend|act)\s+(?:that|as\s+(?:if|though|an?)|to\s+be)\b
      | (?:treat|replace|translate|summari[sz]e|return|append|quote|use)\s+(?:(?:this|these|the|your|all|any)\s+)*(?:paragraph|passage|sentence|statement|answer|answers|reply|output|text|article|number|mark|citation|link)\b
      )"""
    r"""|<\s*/?\s*(?:system|instructions?|prompt|assistant|user)\s*>|<\|\w+\|>|\[/?(?:INST|SYS|SYSTEM|ASSISTANT|USER)\]|<<SYS>>
      |^\W*(?:system|assistant|user|human|developer|ai)\s*:|\#{2,}\s*(?:instructions?|system|assistant|response)""",
    re.I | re.X,
)  # fmt: skip


def addressed_to_machines(sentence: str) -> bool:
    """Whether a sentence gives an order to a language model, or imitates the marks of a conversation with one."""
    return any(_TELLS.search(text) for text in (sentence, re.sub(r"<[^>]*>|/\*|\*/", " ", sentence)))
