"""Counts the terms of a list in the articles of JSON Lines, by outlet.

terms.py ARTICLES.jsonl TERMS.txt [PROCESSES]: the job that slant does with a list
of words, without voices, actors, sentiment or intervals. Prints the matches in
all. A headline that the text does not begin with is counted too, as slant does.
"""
import collections
import json
import multiprocessing
import re
import sys

word = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
possessive = re.compile(r"['’]s$")
letters = re.compile(r"[\W_]+")


def said_again(title, text):
    """Whether one of the first lines is the title."""
    seen = 0
    for line in text.splitlines():
        if not line.strip():
            continue
        if letters.sub("", line).lower() == letters.sub("", title).lower():
            return True
        seen += 1
        if seen == 16:
            return False
    return False


def count(line):
    record = json.loads(line)
    text, title = record["text"], record.get("title") or ""
    if title and not said_again(title, text):
        text = title + "\n\n" + text
    words = (possessive.sub("", w) for w in word.findall(text.lower()))
    found = collections.Counter(w for w in words if w in terms)
    return record["outlet"], found


def start(path):
    global terms
    with open(path, encoding="utf-8") as lines:
        terms = {line.strip() for line in lines if line.strip()}


if __name__ == "__main__":
    start(sys.argv[2])
    counts = collections.defaultdict(collections.Counter)
    processes = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with open(sys.argv[1], encoding="utf-8") as lines:
        if processes > 1:
            with multiprocessing.Pool(processes, start, sys.argv[2:3]) as pool:
                for outlet, found in pool.imap(count, lines, 64):
                    counts[outlet].update(found)
        else:
            for line in lines:
                outlet, found = count(line)
                counts[outlet].update(found)
    print(sum(sum(c.values()) for c in counts.values()))
