"""planted.py PUBLIC LIST: looks for words of one partner in the sites of the others.

Each line of LIST holds the words of a partner, of which the first is its folder's name. Every file is
read as it is and in the forms that a reader or a program gets: entities, tags taken out, escapes of JSON
and URLs, base64 at any offset, hexadecimal, UTF-16 and reversed. Prints each find; exits with 1 after one.
"""

import base64
import html
import os
import re
import sys
import urllib.parse

WORD = re.compile(r"zq[0-9a-f]+qz")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}")
HEX = re.compile(r"(?:[0-9a-fA-F]{2}){6,}")


def forms(data):
    text = data.decode("utf-8", "replace")
    yield text
    yield html.unescape(text)
    yield html.unescape(re.sub(r"<[^>]*>|\u00ad|\u200b", "", text))
    yield urllib.parse.unquote_plus(text)
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    yield text[::-1]
    if b"\0" in data:
        yield data.decode("utf-16-le", "replace")
        yield data.decode("utf-16-be", "replace")
    for run in HEX.findall(text):
        yield bytes.fromhex(run).decode("latin-1")
    for run in set(BASE64.findall(data)):
        run = run.replace(b"-", b"+").replace(b"_", b"/")
        for start in range(4):
            part = run[start:]
            part = part[: len(part) // 4 * 4]
            yield base64.b64decode(part).decode("latin-1")


def main(public, listing):
    owners = {}
    folders = []
    for number, line in enumerate(open(listing)):
        words = line.split()
        folders.append(words[0])
        for word in words:
            owners[word] = number
    finds = 0
    own = set()
    for number, folder in enumerate(folders):
        for path, _, names in os.walk(os.path.join(public, folder)):
            for name in names:
                file = os.path.join(path, name)
                data = open(file, "rb").read()
                relative = os.path.relpath(file, os.path.join(public, folder))
                seen = set(WORD.findall(relative.lower()))
                for text in forms(data):
                    seen.update(WORD.findall(text.lower()))
                for word in seen:
                    if owners.get(word) == number:
                        own.add(word)
                    elif word in owners:
                        finds += 1
                        print(f"{folder}: {relative} holds {word[:4]}… of partner {owners[word] + 1}")
    print(f"sites: {len(folders)}")
    print(f"own: {len(own)}")
    return 1 if finds else 0


sys.exit(main(*sys.argv[1:]))
