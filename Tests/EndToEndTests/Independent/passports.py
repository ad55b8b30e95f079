#!/usr/bin/env python3
"""Recomputes figures that a period's pages print, from its CSV files alone, as passports.csv says.

usage: passports.py PERIOD_FOLDER [HOW_MANY [SEED [FILES]]]

Collects every figure that is marked on any page of the folder, draws HOW_MANY of them at random (all
with 0 or without a number; FILES, joined by commas, are the only files looked at), works each out in exact fractions, and holds it against what the page says. Sums are
added up anew from intervals.csv; other files are read only for what is given, such as a rate.
Prints how many agreed; ends with 1 at the first that does not.
"""
import ast, csv, functools, glob, math, os, random, re, sys
from datetime import datetime, timedelta
from fractions import Fraction
from html.parser import HTMLParser

folder = sys.argv[1]
tables = {os.path.basename(p)[:-4]: list(csv.DictReader(open(p, newline="", encoding="utf-8")))
          for p in glob.glob(os.path.join(folder, "data", "*.csv"))}
rules = {(r["resource"], r["row"], r["column"]): r for r in tables["passports"]}
time = lambda text: datetime.fromisoformat(text.replace("Z", "+00:00"))
for row in tables["intervals"]:
    row["at"] = time(row["interval_start"])
starts = sorted({row["at"] for row in tables["intervals"]})
by_start = {}
for row in tables["intervals"]:
    by_start.setdefault(row["at"], []).append(row)
days = {row["interval_local"][:10]: row for row in tables["days"]}
COUNTERS = list(tables["intervals"][0])[7:-2]
RANGES = list(tables.get("ranges", [{}])[0])[4:]
place = lambda row: (row["queue_id"], row["media"], row["direction"], row["interval_start"])
ranges = {place(row): row for row in tables.get("ranges", [])}
for row in tables["intervals"]:
    row.update({name: ranges.get(place(row), {}).get(name, "0") for name in RANGES})
series, windows = {}, {}
for row in tables.get("measure-series", []):
    series.setdefault(row["measure"], set()).add((row["queue_id"], row["media"], row["direction"]))
for row in tables.get("measure-windows", []):
    windows.setdefault(row["measure"], []).append((time(row["window_start"]), time(row["window_end"]), row["use"]))


opening = [(time(row["window_start"]), time(row["window_end"])) for row in tables.get("opening", [])]


def matching(resource, selector):
    wanted = [part.split("=", 1) for part in selector.split(",")]
    return [row for row in tables[resource] if all(row[key] == value for key, value in wanted)]


def find(resource, selector):
    return matching(resource, selector)[0]


@functools.cache
def rows_of_measure(measure, use):
    uses = ("counted", "excluded") if use == "measured" else (use,)
    chosen = opening if use == "open" else [(a, b) for a, b, word in windows.get(measure, []) if word in uses]
    return [r for r in tables["intervals"] if (r["queue_id"], r["media"], r["direction"]) in series[measure]
            and any(a <= r["at"] < b for a, b in chosen)]


def rows_of(row, media, use):
    """The rows of intervals.csv that belong to a row of another file."""
    if use:
        mine = rows_of_measure(row["measure"], use)
        if row.get("date"):
            return [r for r in mine if r["interval_local"].startswith(row["date"])]
        if not row.get("interval_start"):
            return mine
        first = time(row["interval_start"])
        return [r for r in mine if first <= r["at"] < first + timedelta(seconds=int(row["seconds"]))]
    day = days[row["date"]] if row.get("date", "*") != "*" else {}
    at = row.get("interval_start") or day.get("interval_start")
    first = time(at) if at else starts[0]
    seconds = row.get("seconds") or day.get("seconds")
    end = first + timedelta(seconds=int(seconds)) if at else starts[-1] + timedelta(days=1)
    queue, direction = row.get("queue_id") or row.get("scope") or "*", row.get("direction", "*")
    media = row.get("media") or media
    return [r for start in starts if first <= start < end for r in by_start[start]
            if queue in ("*", r["queue_id"]) and direction in ("*", r["direction"]) and media == r["media"]]


def rounded(value, places, mode):
    scaled = abs(value) * 10 ** places
    down, half = math.floor(scaled), scaled - math.floor(scaled) - Fraction(1, 2)
    up = {"half_up": half >= 0, "half_down": half > 0, "half_even": half > 0 or half == 0 and down % 2,
          "up": scaled > down, "down": False, "floor": value < 0 and scaled > down,
          "ceiling": value > 0 and scaled > down}[mode]
    size = Fraction(down + bool(up), 10 ** places)
    return -size if value < 0 else size


class Empty(Exception):
    pass


def figure(resource, selector, column):
    """The value of a figure as its file should hold it, or the cell where it is given."""
    row = find(resource, selector)
    rule = next((rules[k] for s in (selector, selector.split(",")[0], "") if (k := (resource, s, column)) in rules), None)
    if rule is None or not rule["formula"]:
        if row[column] == "":
            raise Empty
        try:
            return Fraction(row[column]) if column != "verdict" else row[column]
        except ValueError:
            raise Empty
    if "numerator" in column and figure(resource, selector, column.replace("numerator", "denominator")) <= 0:
        raise Empty
    own = None

    def value(node):
        nonlocal own
        if isinstance(node, ast.Constant):
            return Fraction(str(node.value))
        if isinstance(node, ast.List):
            other, picked, wanted = re.fullmatch(r"([^/]*)/(.*)/([^/]*)", ids[node.elts[0].value]).groups()
            found = matching(other, picked)
            if len(found) > 1:
                return sum(Fraction(r[wanted]) for r in found)
            return figure(other, picked, wanted)
        if isinstance(node, ast.Call) and node.func.id == "rows":
            other, picked, _ = re.fullmatch(r"([^/]*)/(.*)/([^/]*)", ids[node.args[0].elts[0].value]).groups()
            return Fraction(len(matching(other, picked)))
        if isinstance(node, ast.Call):
            own_rule = lambda v: rounded(v, int(rule["decimals"]), rule["rounding"])
            return Fraction({"abs": abs, "ceil": math.ceil, "floor": math.floor, "min": min, "max": max,
                             "round": own_rule}[node.func.id](*map(value, node.args)))
        if isinstance(node, ast.Compare):
            a, b = value(node.left), value(node.comparators[0])
            holds = {ast.GtE: a >= b, ast.Gt: a > b, ast.LtE: a <= b, ast.Lt: a < b}[type(node.ops[0])]
            return "met" if holds else "missed"
        if isinstance(node, ast.BinOp):
            a, b = value(node.left), value(node.right)
            if isinstance(node.op, ast.Div) and b <= 0:
                raise Empty
            return {ast.Add: lambda: a + b, ast.Sub: lambda: a - b, ast.Mult: lambda: a * b,
                    ast.Div: lambda: a / b}[type(node.op)]()
        if isinstance(node, ast.Name):
            name = node.id
            if name not in COUNTERS + RANGES and not name.startswith(("rows_", "starts_")):
                return figure(resource, selector, name)
            own = rows_of(row, rule["media"], rule["rows"]) if own is None else own
            come = [r for r in own if r["state"] != "missing"]
            if name == "rows_expected":
                return Fraction(len({(r["queue_id"], r["at"]) for r in own}))
            if name == "starts_received":
                return Fraction(len({r["at"] for r in come}))
            if name == "rows_received":
                return Fraction(len({(r["queue_id"], r["at"]) for r in come}))
            cells = [r[name] for r in come]
            if not cells or "" in cells:
                raise Empty
            return Fraction((max if name.endswith("_max_ms") else sum)(map(int, cells)))
        raise ValueError(ast.dump(node))

    ids = re.findall(r"\[([^\]]+)\]", rule["formula"])
    number = iter(range(len(ids)))
    text = re.sub(r"\[[^\]]+\]", lambda match: f"[{next(number)}]", rule["formula"])
    result = value(ast.parse(text, mode="eval").body)
    if "denominator" in column and result <= 0:
        raise Empty
    return rounded(result, int(rule["decimals"]), rule["rounding"]) if rule["decimals"] else result


class Marks(HTMLParser):
    """Every marked figure of a page: file, row, column and value."""
    def __init__(self):
        super().__init__()
        self.found, self.table, self.columns, self.row, self.cell = set(), None, [], None, 0

    def handle_starttag(self, tag, attributes):
        mark = dict(attributes)
        if tag == "table":
            self.table, self.columns = mark.get("data-resource"), []
        elif tag == "tr":
            self.row, self.cell = mark.get("data-row"), -1
        elif tag in ("th", "td"):
            self.cell += 1
            if tag == "th" and mark.get("scope") == "col":
                self.columns.append(mark.get("data-col"))
        if "data-key" in mark:
            resource, rest = mark["data-key"].split("/", 1)
            row, column = rest.rsplit("/", 1)
            self.found.add((resource, row, column, mark["data-value"]))
        elif tag == "td" and "data-value" in mark:
            column = mark.get("data-col") or self.columns[self.cell]
            self.found.add((self.table, self.row, column, mark["data-value"]))


marks = set()
for page in glob.glob(os.path.join(folder, "**", "*.html"), recursive=True):
    # Superseded editions have files, passports and seals of their own.
    if os.path.relpath(page, folder).startswith("editions" + os.sep):
        continue
    reader = Marks()
    reader.feed(open(page, encoding="utf-8").read())
    marks |= reader.found
given = {m for m in marks if not next(
    (rules[k]["formula"] for s in (m[1], m[1].split(",")[0], "") if (k := (m[0], s, m[2])) in rules), "")}
chosen = sorted(marks - given)
if len(sys.argv) > 4:
    chosen = [mark for mark in chosen if mark[0] in sys.argv[4].split(",")]
if len(sys.argv) > 2 and int(sys.argv[2]):
    chosen = random.Random(sys.argv[3] if len(sys.argv) > 3 else "").sample(chosen, int(sys.argv[2]))
for resource, row, column, said in chosen:
    try:
        got = figure(resource, row, column)
    except Empty:
        got = None
    word = column == "verdict"
    if got != (said if word else Fraction(said) if said else None) or said != find(resource, row)[column]:
        sys.exit(f"differs: {resource}/{row}/{column} is {said!r}, recomputed {got}")
print(f"{len(chosen)} of {len(marks)} figures agree, {len(given)} are given")
