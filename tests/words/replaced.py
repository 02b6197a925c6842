"""Words that Limes no longer uses, with what it says instead. One thing has one name (docs/glossary.md)."""

import re

# The whole text of a button, heading or label.
TEXTS = {
    "needed": "required",
    "may stay empty": "optional",
    "Leave": "Cancel",
    "First page": "Home",
    "To the first page": "Go to the home page",
    "Take off": "Remove",
    "Take all off": "Clear filters",
    "Take away": "Remove, or Delete",
    "Change": "Edit",
    "Answer": "Reply",
    "Find": "Search",
    "Narrow the list": "Filter",
    "Give": "Grant",
    "Done.": "what happened, for example: Removed Anna Nowak from Risk management",
    "Answered.": "Answer sent.",
    "Linked.": "Link added.",
    "We try this": "Adopt this practice",
    "Who tries this": "Adoptions",
    "Enter a trainer": "Add trainer profile",
    "Still correct": "Confirm it is still correct",
    "What it takes": "Resources needed",
    "Law and contact": "Legal notes and contact",
    "Problem and place": "Context",
    "Fill them": "Appoint people",
    "Open one thing": "Open one record (break-glass)",
    "Beyond the role": "Additional permissions",
    "End the seat": "Remove from network",
    "Sits here as": "Member as",
    "Seats that ended": "Former members",
    "Send for clearance": "Submit for clearance",
    "Go on writing": "Continue editing",
    "Ask for more": "Request access",
    "Ask for changes": "Request changes",
    "Kept offline": "Offline copies",
    "Without a title": "Untitled",
    "Taken back": "Submission withdrawn",
    "Stop account": "Suspend account",
    "Account stopped": "Account suspended",
}

# Anywhere in a text, whatever its capitals. Written as a pattern.
PHRASES = {
    r"\bwaits? for you\b": "Your tasks",
    r"\bfind in\b": "Search …",
    r"\btake off\b": "remove",
    r"\btak(?:e|en) away\b": "remove, removed",
    r"\bgo on writing\b": "continue editing",
    r"\bsits? (?:here|there|in it|beside)\b": "is a member",
    r"\bin which you sit\b": "of which you are a member",
    r"\bend(?:s|ed)? the seat\b": "remove from network",
    r"\bseats? that ended\b": "former members",
    r"\byour seat in\b": "you are (no longer) a member of",
    r"\brights do not hang\b": "Changing this does not affect anyone's permissions",
    r"\breaders you are not among\b": "you do not have access",
    r"\bnothing (?:at|under) this address\b": "Page not found",
    r"\bbefore its readers became more\b": "earlier versions are not shown because fewer people could read them",
    r"\bwe try this\b|\bthey try this\b": "adopt, adoptions",
    r"\bfor one you have not\b": "Add dates so that hosts can book you",
    r"\btoken opens nothing\b": "This token is not valid",
    r"\bworks? no longer\b": "has expired or was already used",
    r"\btoo often in a short time\b": "Too many requests",
    r"\blet work again\b|\blet it work again\b": "Account reactivated, Reactivate",
    r"\banswered with no\b": "Your request … was declined",
    r"\bbears on\b": "Relationship to",
    r"\bpretended site\b": "It cannot be used by a fake site (phishing)",
    r"\bis not to be found\b|\bthat you looked\b": "No record matches. This attempt has been logged.",
    r"\bstands? (?:here|there)\b|\bstood here\b": "say what is shown",
    r"\bis gone for good\b": "cannot be undone",
    r"\bsubmit query\b|\bsnippets?\b|\bentit(?:y|ies)\b": "the word of the field",
    r"\bsent? for clearance\b": "submit for clearance",
    r"\bcontributions? (?:was|were|has)\b": "post",
    r"\bin words\b.*\banswer\b|\banswer in words\b": "Your reply",
    r"\bbears it out\b": "supports it",
    r"\bwhen its day comes\b": "when a review is due",
    r"\bnever what:": "Numbers only",
    r"\btake (?:it|the submission) back\b": "withdraw the submission",
    r"\bnot let in\b": "refused",
    r"\bthis is needed\b": "This field is required.",
    r"\bnobody (?:leads|clears) after that\b": "say who is missing",
}
COMPILED = {re.compile(pattern, re.IGNORECASE): better for pattern, better in PHRASES.items()}


def replaced_words(text: str) -> list[str]:
    """What is said instead of each replaced word in this text; empty where there is none."""
    whole = [better for old, better in TEXTS.items() if text.strip() == old]
    return whole + [better for pattern, better in COMPILED.items() if pattern.search(text)]
