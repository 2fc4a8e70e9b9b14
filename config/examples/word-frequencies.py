#!/usr/bin/env python3
"""Word frequencies of one topic by month, kept up to date from dibao's journal.

    word-frequencies.py --topic bqw --state bqw.json            # catch up, print the table
    word-frequencies.py --topic bqw --state bqw.json --follow   # go on for ever, as a service

Nothing but Python 3.9 and dibao is needed. Each event is counted exactly once, also when this program, dibao or the
machine dies at any moment: dibao gives an event until it is acknowledged (--ack-stdin), and the state, which holds the
number of the last event that it has counted, is replaced as a whole before anything is acknowledged.

A "word" is every run of Han characters of two to four that are neighbours, which needs no dictionary; put a segmenter
such as jieba into words() for more.
"""

import argparse
import collections
import json
import os
import re
import select
import subprocess
import sys

HAN = re.compile(r"[\u3400-\u9fff]+")
STATE_EVERY = 200  # events between two writes of the state


def words(text):
    for run in HAN.findall(text):
        for length in (2, 3, 4):
            for start in range(len(run) - length + 1):
                yield run[start : start + length]


def lines(pipe):
    """Lines as they come; None when no more have come for a second, and at the end."""
    rest = b""
    while chunk := os.read(pipe.fileno(), 1 << 16):
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
        if not select.select([pipe], [], [], 1)[0]:
            yield None
    yield None


def load(path):
    try:
        with open(path, encoding="utf-8") as file:
            state = json.load(file)
    except FileNotFoundError:
        return 0, {}
    return state["seq"], {month: collections.Counter(counts) for month, counts in state["months"].items()}


def save(path, seq, months):
    with open(path + ".part", "w", encoding="utf-8") as file:
        json.dump({"seq": seq, "months": months}, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    os.replace(path + ".part", path)


def acknowledge(stdin, seq=None):
    """Tells dibao what was counted, or that nothing more will be. It may have ended: then the same events come again."""
    try:
        if seq is None:
            stdin.close()
        else:
            stdin.write(b"%d\n" % seq)
            stdin.flush()
    except BrokenPipeError:
        pass


def show(months, top):
    for month in sorted(months):
        common = [f"{word} {count}" for word, count in months[month].most_common(top)]
        print(f"{month}\t" + ", ".join(common))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--topic", required=True, help="the id of a [[topic]]")
    arguments.add_argument("--state", required=True, help="the file that keeps the counts")
    arguments.add_argument("--consumer", help="the name that dibao knows this by (default: words-TOPIC)")
    arguments.add_argument("--config", help="dibao's configuration file")
    arguments.add_argument("--dibao", default="dibao", help="the program")
    arguments.add_argument("--top", type=int, default=10, help="words to print for each month")
    arguments.add_argument("--follow", action="store_true", help="go on with events as they happen")
    options = arguments.parse_args()

    command = [options.dibao, "tail", "--consumer", options.consumer or f"words-{options.topic}"]
    command += ["--topic", options.topic, "--event", "article", "--with-text", "--ack-stdin"]
    command += ["--follow"] if options.follow else []
    command += ["--config", options.config] if options.config else []

    counted, months = load(options.state)
    given = waiting = 0
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as tail:
        for line in lines(tail.stdout):
            if line is not None:
                event = json.loads(line)
                given = event["seq"]
                waiting += 1
                if given > counted:  # what was counted before a crash comes again
                    month = event.get("date", event["at"])[:7]
                    months.setdefault(month, collections.Counter()).update(words(event.get("text", "")))
                    counted = given
            if waiting >= STATE_EVERY or line is None and waiting:
                save(options.state, counted, months)
                acknowledge(tail.stdin, given)
                waiting = 0
        acknowledge(tail.stdin)
    show(months, options.top)
    return tail.returncode


if __name__ == "__main__":
    sys.exit(main())
