"""Reads a published site as a browser does and holds it against the folder it came from.

usage: host.py ADDRESS FOLDER USER:PASSWORD
"""

import base64
import pathlib
import sys
import urllib.error
import urllib.request

address, folder, login = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
token = "Basic " + base64.b64encode(login.encode()).decode()


def get(path, authorized=True):
    request = urllib.request.Request(address + path)
    if authorized:
        request.add_header("Authorization", token)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def require(condition, what):
    if not condition:
        sys.exit(what)


TYPES = {".html": "text/html", ".css": "text/css", ".csv": "text/csv", ".json": "application/json"}
files = [path for path in folder.rglob("*") if path.is_file()]
require(len(files) > 20, "the folder holds no site")
for path in files:
    name = "/" + path.relative_to(folder).as_posix()
    status, headers, body = get(name)
    require(status == 200 and body == path.read_bytes(), f"{name} is not what was published")
    kind = TYPES.get(path.suffix)
    require(not kind or headers["Content-Type"].startswith(kind), f"{name}: {headers}")
    for header in [
        "Content-Security-Policy", "Cache-Control", "X-Content-Type-Options", "Referrer-Policy",
        "Strict-Transport-Security",
    ]:
        require(headers[header], f"{name} comes without {header}")

require(get("/index.html", authorized=False)[0] == 401, "a stranger gets in")
require(get("/")[2] == (folder / "index.html").read_bytes(), "/ is not the home page")
status, _, body = get("/no/such/page")
require(status == 404 and body == (folder / "404.html").read_bytes(), "404 has no page")
for name in ["/.northline.staged-1/index.html", "/../secret", "/%2e%2e/secret"]:
    require(get(name)[0] in (400, 404), f"{name} is served")
print(len(files))
