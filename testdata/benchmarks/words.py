"""Counts the words of every outlet: the least a script of the job has to do."""
import collections
import json
import re
import sys

word = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
counts = collections.defaultdict(collections.Counter)
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        record = json.loads(line)
        counts[record["outlet"]].update(word.findall(record["text"].lower()))
print(sum(sum(c.values()) for c in counts.values()))
