"""hostile.py CALM HOSTILE: whether texts from outside stayed texts.

Two sites of the same figures, one with harmless names and one with names that try to be something else.
The second may have no element, attribute, address or file of a kind that the first has not, no cell that
a spreadsheet would run, no control character, and must hold the names as texts.
"""

import csv
import html.parser
import os
import re
import sys
import xml.etree.ElementTree

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.kinds = set()
        self.text = []
        self.scripts = 0

    def handle_starttag(self, tag, attributes):
        self.kinds.add((tag,))
        for name, value in attributes:
            self.kinds.add((tag, name))
            if name in ("href", "src", "action"):
                scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", value or "")
                self.kinds.add((tag, name, scheme.group(1) if scheme else ""))
                if (value or "").startswith("//"):
                    self.kinds.add((tag, name, "//"))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_data(self, data):
        self.text.append(data)


def files(folder):
    for path, _, names in os.walk(folder):
        for name in names:
            yield os.path.relpath(os.path.join(path, name), folder), os.path.join(path, name)


def kinds(folder):
    found, text = set(), []
    for _, file in files(folder):
        if file.endswith(".html"):
            page = Page()
            page.feed(open(file, encoding="utf-8").read())
            page.close()
            found |= page.kinds
            text.append("".join(page.text))
    return found, "\n".join(text)


def main(calm, hostile):
    faults = []
    known, _ = kinds(calm)
    seen, text = kinds(hostile)
    faults += [f"new kind {kind}" for kind in sorted(seen - known)]
    for mark in ("<script>alert(1)</script>", "onerror=", "</svg>", "../../etc/passwd", "=cmd|"):
        if mark not in text:
            faults.append(f"{mark} is not there as text")
    for name, file in files(hostile):
        if not re.fullmatch(r"[a-zA-Z0-9._/-]+", name) or ".." in name or "passwd" in name:
            faults.append(f"file name {name!r}")
        if name.endswith((".html", ".csv", ".xml", ".json", ".txt")):
            if CONTROL.search(open(file, encoding="utf-8", newline="").read()):
                faults.append(f"{name} holds a control character")
        if name.endswith(".csv"):
            rows = list(csv.reader(open(file, encoding="utf-8", newline="")))
            for row in rows:
                if len(row) != len(rows[0]):
                    faults.append(f"{name} has a ragged row")
                for cell in row:
                    if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not NUMBER.match(cell):
                        faults.append(f"{name} has a cell that runs: {cell[:20]!r}")
        if name.endswith(".xml"):
            xml.etree.ElementTree.parse(file)
    print("\n".join(faults[:20]))
    print(f"kinds: {len(seen)}")
    return 1 if faults else 0


sys.exit(main(*sys.argv[1:]))
