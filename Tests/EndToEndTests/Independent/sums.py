#!/usr/bin/env python3
"""Adds up the recording's facts by itself and holds every row of a built site's CSV files against them.

usage: sums.py FACTS PUBLIC ZONE GAP_START GAP_END

FACTS   the folder of facts-1999-MM.csv.gz
PUBLIC  the folder that holds northline/ and southquay/
ZONE    the contract's zone, by whose clock days and hours are cut here with Python's own zoneinfo
GAP_*   the declared gap as UTC instants: its intervals must be missing

Shares no code with the program. Prints how many rows agreed; ends with 1 at the first that does not.
"""
import csv
import datetime as dt
import glob
import gzip
import os
import sys
import zoneinfo

UTC = dt.timezone.utc
STEP = dt.timedelta(minutes=5)
QUEUE_IDS = {"PS": 101, "PE": 102, "TT": 103, "NW": 104, "NE": 105, "IN": 106}
PARTNERS = {"northline": ["PS", "PE", "TT"], "southquay": ["NW", "NE", "IN"]}
SUMMED = ["offered", "answered", "answered_in_threshold", "abandoned", "short_abandoned", "wait_ms",
          "wait_answered_ms", "wait_abandoned_ms", "handled", "handle_ms", "talk_ms"]
MAXIMA = ["wait_max_ms", "handle_max_ms"]
ABSENT = ["flow_out", "transferred", "hold_ms", "acw_ms"]
HEADER = ("queue_id,queue,media,direction,interval_start,interval_local,seconds,offered,answered,"
          "answered_in_threshold,abandoned,short_abandoned,flow_out,transferred,wait_ms,wait_answered_ms,"
          "wait_abandoned_ms,wait_max_ms,handled,handle_ms,talk_ms,hold_ms,acw_ms,handle_max_ms,state").split(",")


def instant(text):
    return dt.datetime.fromisoformat(text.replace("Z", "+00:00"))


def read_facts(folder):
    """What happened in each queue and five minutes, in the words of the site's columns."""
    facts = {}
    within_60 = ["w5", "w10", "w15", "w20", "w30", "w45", "w60"]
    for path in sorted(glob.glob(os.path.join(folder, "facts-1999-*.csv.gz"))):
        with gzip.open(path, "rt") as file:
            for row in csv.DictReader(file):
                number = {key: int(value) for key, value in row.items() if key not in ("queue", "start_utc")}
                cell = facts.setdefault((row["queue"], instant(row["start_utc"])), dict.fromkeys(SUMMED + MAXIMA, 0))
                add = {
                    "offered": number["offered"],
                    "answered": number["answered"],
                    "answered_in_threshold": sum(number["answered_" + w] for w in within_60),
                    "abandoned": number["abandoned"],
                    "short_abandoned": number["abandoned_w5"],
                    "wait_answered_ms": number["wait_answered_s"] * 1000,
                    "wait_abandoned_ms": number["wait_abandoned_s"] * 1000,
                    "wait_ms": (number["wait_answered_s"] + number["wait_abandoned_s"]) * 1000,
                    "handled": number["talked"],
                    "handle_ms": number["talk_s"] * 1000,
                    "talk_ms": number["talk_s"] * 1000,
                }
                for key, value in add.items():
                    cell[key] += value
                longest = max(number["wait_answered_max_s"], number["wait_abandoned_max_s"]) * 1000
                cell["wait_max_ms"] = max(cell["wait_max_ms"], longest)
                cell["handle_max_ms"] = max(cell["handle_max_ms"], number["talk_max_s"] * 1000)
    check(len(facts) > 80000, folder, "holds too few facts")
    return facts


def check(condition, *what):
    if not condition:
        print("differs:", *what)
        sys.exit(1)


def stretches(first, last, zone, kind):
    """Start and end of every interval, local hour, day or the whole month, as UTC instants."""
    marks = []
    at, key = first, None
    while at < last:
        local = at.astimezone(zone)
        now = {"interval": at, "hour": (local.date(), local.hour, local.utcoffset()), "day": local.date(),
               "month": 0}[kind]
        if now != key:
            marks.append(at)
            key = now
        at += STEP
    return list(zip(marks, marks[1:] + [last]))


def expected_rows(facts, queues, first, last, zone, kind, gap):
    for start, end in stretches(first, last, zone, kind):
        total = (end - start) // STEP
        missing = sum(1 for n in range(total) if gap[0] <= start + n * STEP < gap[1])
        parts = []
        for queue in queues:
            cell = dict.fromkeys(SUMMED + MAXIMA, 0)
            for n in range(total):
                at = start + n * STEP
                fact = facts.get((queue, at))
                if fact is None or gap[0] <= at < gap[1]:
                    continue
                for key in SUMMED:
                    cell[key] += fact[key]
                for key in MAXIMA:
                    cell[key] = max(cell[key], fact[key])
            parts.append(cell)
            yield queue, start, end, cell, missing, total
        if kind == "month":
            whole = {key: sum(part[key] for part in parts) for key in SUMMED}
            whole.update({key: max(part[key] for part in parts) for key in MAXIMA})
            yield "*", start, end, whole, missing, total


def main():
    folder, public, name, gap_start, gap_end = sys.argv[1:]
    zone = zoneinfo.ZoneInfo(name)
    gap = (instant(gap_start), instant(gap_end))
    facts = read_facts(folder)
    files = {"intervals.csv": "interval", "hours.csv": "hour", "days.csv": "day", "month.csv": "month"}
    agreed = 0
    for partner, queues in PARTNERS.items():
        months = sorted(os.path.basename(path) for path in glob.glob(os.path.join(public, partner, "1999-*")))
        check(months == ["1999-01", "1999-02", "1999-03", "1999-04", "1999-05", "1999-07", "1999-10"], partner, months)
        for month in months:
            year, number = map(int, month.split("-"))
            first = dt.datetime(year, number, 1, tzinfo=zone).astimezone(UTC)
            last = dt.datetime(year, number + 1, 1, tzinfo=zone).astimezone(UTC)
            for file_name, kind in files.items():
                path = os.path.join(public, partner, month, "data", file_name)
                with open(path, newline="", encoding="utf-8") as file:
                    text = file.read()
                check(text.count("\r\n") == text.count("\n"), path, "line ends")
                lines = list(csv.reader(text.splitlines()))
                check(lines[0] == HEADER, path, lines[0])
                rows = [dict(zip(HEADER, line)) for line in lines[1:]]
                keys = [(r["queue_id"], r["media"], r["direction"], r["interval_start"]) for r in rows]
                if kind != "month":
                    check(keys == sorted(keys), path, "order")
                by_key = {(r["queue_id"], r["interval_start"]): r for r in rows}
                check(len(by_key) == len(rows), path, "a row stands twice")
                count = 0
                for queue, start, end, cell, missing, total in expected_rows(
                        facts, queues, first, last, zone, kind, gap):
                    queue_id = "*" if queue == "*" else f"90e0e000-0000-4000-8000-{QUEUE_IDS[queue]:012d}"
                    text_start = start.strftime("%Y-%m-%dT%H:%M:%SZ")
                    row = by_key.get((queue_id, text_start))
                    check(row is not None, path, queue, text_start, "no row")
                    where = (path, queue, text_start)
                    offset = start.astimezone(zone).isoformat()
                    check(row["interval_local"] == offset, *where, row["interval_local"], offset)
                    check(row["seconds"] == str(int((end - start).total_seconds())), *where, row["seconds"])
                    check(row["media"] == "voice", *where, row["media"])
                    if missing == total:
                        check(row["state"] == "missing", *where, row["state"])
                        for key in SUMMED + MAXIMA + ABSENT:
                            check(row[key] == "", *where, key, row[key])
                    else:
                        check(row["state"] == ("partial" if missing else "final"), *where, row["state"])
                        for key in ABSENT:
                            check(row[key] == "", *where, key, row[key])
                        for key in SUMMED + MAXIMA:
                            check(row[key] == str(cell[key]), *where, key, row[key], cell[key])
                    count += 1
                check(count == len(rows), path, "has", len(rows), "rows, expected", count)
                agreed += count
    print(f"{agreed} rows agree")


main()
