#!/usr/bin/env python3
"""Answers to pages as a data engineer would make them: DuckDB, polars, Jinja, charts written by hand.

    site_python.py ANSWERS OUT [--jobs 2] [--export FOLDER]   the whole way; --export writes the figures alone
    site_python.py --probe

For each partner an overview with remarks, two charts, a map of hours and a table; a page for each queue and day;
the intervals of queue-days below the target; CSV of all intervals and of days; and one page over all partners.
It keeps no answers, seals nothing, and reads nothing again that it wrote.
"""
import argparse, glob, json, os, sys
from concurrent.futures import ProcessPoolExecutor

if "--jobs" in sys.argv:
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
import duckdb, jinja2, markdown
import polars as pl
from markupsafe import Markup

N = ["nConnected", "nOffered", "nOverSla", "nTransferred"]
T = ["tAbandon", "tAcw", "tAnswered", "tFlowOut", "tHandle", "tHeldComplete", "tShortAbandon", "tTalkComplete", "tWait"]
SUMS = N + [f"{t}.{s}" for t in T for s in ("count", "sum")] + ["numerator", "denominator"]
MAXS = [f"{t}.max" for t in T]
HEAD = ["Offered", "Answered", "Abandoned", "Over SLA", "Service level %", "ASA s", "AHT s", "ACW s", "Talk s", "Longest wait s"]


# One row for each queue, medium and interval.
def ingest(files):
    con = duckdb.connect()
    con.execute(f"set threads={os.environ.get('POLARS_MAX_THREADS', '2')}")
    pick = [f"max(m.stats.count) filter (m.metric='{n}') as \"{n}\"" for n in N]
    pick += [f"max(m.stats.{s}) filter (m.metric='{t}') as \"{t}.{s}\"" for t in T for s in ("count", "sum", "max")]
    pick += [f"max(m.stats.{s}) filter (m.metric='oServiceLevel') as {s}" for s in ("numerator", "denominator")]
    return con.sql(f"""with r as (select unnest(results) r from read_json({files!r}, maximum_sample_files=1)),
        d as (select r."group".queueId q, r."group".mediaType md, unnest(r.data) d from r),
        m as (select q, md, d."interval" iv, unnest(d.metrics) m from d)
        select q::varchar as "queueId", md as "mediaType", iv as "interval", {','.join(pick)} from m group by all""").pl()


# Sums by the partner's own clock.
def localise(df, zone):
    local = pl.col("start").dt.convert_time_zone(zone)
    return df.with_columns(pl.col(SUMS + MAXS).fill_null(0)).with_columns(
        start=pl.col("interval").str.slice(0, 19).str.to_datetime("%Y-%m-%dT%H:%M:%S", time_zone="UTC")).with_columns(
        day=local.dt.strftime("%Y-%m-%d"), hour=local.dt.hour(), time=local.dt.strftime("%H:%M"),
        slot=((local - local.dt.truncate("1d")).dt.total_minutes() // 5).cast(pl.Int32)).sort("queueId", "start")


def roll(df, *keys):
    return df.group_by(*keys).agg(pl.col(SUMS).sum(), pl.col(MAXS).max()).sort(*keys)


def shown(df, *keys):
    """The ten columns a table shows, as text; empty where there is nothing to divide by."""
    c = pl.col

    def ratio(a, b, k):
        return pl.when(c(b) > 0).then((c(a) * k / c(b)).round(1).cast(pl.String)).otherwise(pl.lit(""))
    return df.select(*[c(k).cast(pl.String) for k in keys], c("nOffered").cast(pl.String).alias("a"),
                     c("tAnswered.count").cast(pl.String), c("tAbandon.count").cast(pl.String),
                     c("nOverSla").cast(pl.String), ratio("numerator", "denominator", 100.0).alias("b"),
                     ratio("tAnswered.sum", "tAnswered.count", .001).alias("d"),
                     ratio("tHandle.sum", "tHandle.count", .001).alias("e"),
                     ratio("tAcw.sum", "tAcw.count", .001).alias("f"),
                     ratio("tTalkComplete.sum", "tTalkComplete.count", .001).alias("g"),
                     (c("tWait.max") / 1000).round(1).cast(pl.String).alias("h"))


def sl(df):
    return [None if d == 0 else round(100 * n / d, 1) for n, d in zip(df["numerator"], df["denominator"])]


def spread(keys, values, size):
    out = [None] * size
    for k, v in zip(keys, values):
        out[k] = v
    return out


def aggregates(df, p, days):
    """Everything the pages show, as plain lists; Hugo is given them for nothing."""
    nth = {d: i for i, d in enumerate(days)}
    by_q, by_qd, by_d = roll(df, "queueId"), roll(df, "queueId", "day"), roll(df, "day")
    by_dh, by_qdh, by_ds = roll(df, "day", "hour"), roll(df, "queueId", "day", "hour"), roll(df, "day", "slot")
    name = {q["id"]: q["name"] for q in p["queues"]}
    def lists(frame, *keys): return [list(r) for r in shown(frame, *keys).iter_rows()]
    def matrix(frame, values):
        out = [[None] * 24 for _ in days]
        for d, h, v in zip(frame["day"], frame["hour"], values):
            out[nth[d]][h] = v
        return out
    def named(rows): return [[name[r[0]]] + r[1:] for r in rows]
    span = lambda frame: max(288, frame["slot"].max() + 1)
    part = lambda frame, *k: frame.partition_by(*k, as_dict=True, maintain_order=True)
    qd, qdh, dh, ds = part(by_qd, "queueId"), part(by_qdh, "queueId"), part(by_dh, "day"), part(by_ds, "day")
    per_day, per_qd = part(by_qd, "day"), part(df, "day", "queueId")
    offered = lambda f, n: spread(f["slot"], f["nOffered"], n)
    out = {"id": p["id"], "name": p["name"], "days": days,
           "sl": spread([nth[d] for d in by_d["day"]], sl(by_d), len(days)),
           "offered": spread([nth[d] for d in by_d["day"]], by_d["nOffered"].to_list(), len(days)),
           "heat": matrix(by_dh, by_dh["nOffered"]), "queues": named(lists(by_q, "queueId")),
           "total": lists(by_q.select(pl.lit("all").alias("k"), pl.col(SUMS).sum(), pl.col(MAXS).max()).head(1), "k")[0],
           "queue": [], "day": [], "evidence": []}
    for q in p["queues"]:
        f, h = qd[(q["id"],)], qdh[(q["id"],)]
        out["queue"].append({"name": q["name"], "sl": spread([nth[d] for d in f["day"]], sl(f), len(days)),
                             "heat": matrix(h, sl(h)), "rows": lists(f, "day")})
    for d in days:
        s = ds[(d,)]
        n = span(s)
        out["day"].append({"day": d, "offered": offered(s, n), "answered": spread(s["slot"], s["tAnswered.count"], n),
                           "hours": lists(dh[(d,)], "hour"), "rows": named(lists(per_day[(d,)], "queueId")),
                           "queue": [{"name": q["name"], "offered": offered(per_qd[(d, q["id"])], n)}
                                     for q in p["queues"] if (d, q["id"]) in per_qd]})
    for q, d, num, den in by_qd.select("queueId", "day", "numerator", "denominator").iter_rows():
        if num < p["serviceLevel"]["target"] * den:
            out["evidence"].append({"title": f"{name[q]}, {d}", "rows": lists(per_qd[(d, q)], "interval", "time")})
    return out


# Charts.
class Hand:
    def line(self, title, series, limit=None):
        top = max([v for _, ys in series for v in ys if v is not None] + [limit or 0, 1])
        n = len(series[0][1])
        dx, k = 860 / max(n - 1, 1), 200 / top
        o = [f'<svg viewBox="0 0 920 250" role="img"><title>{title}</title><g class="g">']
        for i in range(5):
            y = 220 - 50 * i
            o.append(f'<path d="M40 {y}H900"/><text x="34" y="{y}">{top * i / 4:.0f}</text>')
        o.append("</g>")
        if limit:
            o.append(f'<path class="limit" d="M40 {220 - limit * k:.1f}H900"/>')
        for j, (name, ys) in enumerate(series):
            pts = " ".join([f"{40 + i * dx:.1f},{220 - v * k:.1f}" for i, v in enumerate(ys) if v is not None])
            o.append(f'<polyline class="s{j}" points="{pts}"/><text x="{60 + 120 * j}" y="244" class="s{j}">{name}</text>')
        o.append("</svg>")
        return "".join(o)

    def heat(self, title, rows, cells):
        top = max([v for r in cells for v in r if v is not None] + [1])
        o = [f'<svg viewBox="0 0 920 {20 + 14 * len(rows)}" role="img"><title>{title}</title>']
        for i, (lab, r) in enumerate(zip(rows, cells)):
            y = 14 * i
            o.append(f'<text x="0" y="{y + 11}">{lab}</text>')
            o += [f'<rect x="{80 + 34 * h}" y="{y}" width="33" height="13" fill-opacity="{v / top:.2f}"><title>{v}</title></rect>'
                  for h, v in enumerate(r) if v is not None]
        o.append("</svg>")
        return "".join(o)


# Pages.
BASE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{{ title }}</title><style>
body{font:14px sans-serif;max-width:60em;margin:auto}table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:2px 6px}
svg{width:100%}polyline{fill:none;stroke:#06c}.s1{stroke:#c60}.g path{stroke:#ddd}.limit{stroke:#c00}rect{fill:#06c}</style>
<header><a href="index.html">{{ a.name }}</a></header><h1>{{ title }}</h1>{% block body %}{% endblock %}</html>
{% macro table(first, rows) %}<table><thead><tr>{% for h in first + head %}<th>{{ h }}</th>{% endfor %}</tr></thead>
<tbody>{{ rows|rows }}</tbody></table>{% endmacro %}"""
PAGES = {
    "base": BASE,
    "overview": """{% extends "base" %}{% from "base" import table with context %}{% block body %}{{ note }}
{{ c.line("Service level by day", [("service level %", a.sl)], 80)|safe }}
{{ c.line("Offered by day", [("offered", a.offered)])|safe }}{{ c.heat("Offered by day and hour", a.days, a.heat)|safe }}
{{ table(["Queue"], a.queues) }}<ul>{% for q in a.queue %}<li><a href="queue-{{ loop.index }}.html">{{ q.name }}</a>{% endfor %}
{% for d in a.days %}<li><a href="day-{{ d }}.html">{{ d }}</a>{% endfor %}</ul>{% endblock %}""",
    "queue": """{% extends "base" %}{% from "base" import table with context %}{% block body %}
{{ c.line("Service level by day", [("service level %", q.sl)], 80)|safe }}{{ c.heat("Service level by day and hour", a.days, q.heat)|safe }}
{{ table(["Day"], q.rows) }}<p><a href="queue-{{ n }}.csv">CSV</a>{% endblock %}""",
    "day": """{% extends "base" %}{% from "base" import table with context %}{% block body %}
{{ c.line("Offered and answered", [("offered", d.offered), ("answered", d.answered)])|safe }}{{ table(["Hour"], d.hours) }}
{{ table(["Queue"], d.rows) }}{% for q in d.queue %}<h2>{{ q.name }}</h2>{{ c.line(q.name, [("offered", q.offered)])|safe }}{% endfor %}{% endblock %}""",
    "evidence": """{% extends "base" %}{% from "base" import table with context %}{% block body %}
{% for e in a.evidence %}<h2>{{ e.title }}</h2>{{ table(["Interval (UTC)", "Local"], e.rows) }}{% endfor %}{% endblock %}""",
    "front": """{% set a = {"name": "All partners"} %}{% extends "base" %}{% from "base" import table with context %}
{% block body %}{{ table(["Partner"], partners) }}{% endblock %}""",
}
NOTE = """## Commentary

The month closed **above** target in most queues. See the *evidence* page for the days below it.

- Staffing in the first week followed the plan
- One carrier incident, see ticket `INC-1042`

| Cause | Minutes |
|---|---|
| Carrier | 35 |
| Training | 120 |
"""


def environment():
    env = jinja2.Environment(loader=jinja2.DictLoader(PAGES), autoescape=True)
    env.globals["head"] = HEAD
    env.filters["rows"] = lambda rows: Markup("\n".join(["<tr><td>" + "</td><td>".join(r) + "</td></tr>" for r in rows]))
    return env


def build(job):
    a, p, days = job
    files = sorted(glob.glob(os.path.join(a.answers, "pages", p["id"], "*.json")))
    df = localise(ingest(files), p["timeZone"])
    g = aggregates(df, p, days)
    if a.export:
        os.makedirs(a.export, exist_ok=True)
        with open(os.path.join(a.export, p["id"] + ".json"), "w") as f:
            json.dump(g, f, separators=(",", ":"))
        return p["id"], g["total"]
    folder = os.path.join(a.out, p["id"])
    os.makedirs(folder, exist_ok=True)
    env, c = environment(), Hand()

    def page(name, template, title, **k):
        with open(os.path.join(folder, name), "wb") as f:
            f.write(env.get_template(template).render(a=g, c=c, title=title, **k).encode())
    page("index.html", "overview", "Overview", note=Markup(markdown.markdown(NOTE, extensions=["tables"])))
    for i, q in enumerate(g["queue"], 1):
        page(f"queue-{i}.html", "queue", q["name"], q=q, n=i)
    for d in g["day"]:
        page(f"day-{d['day']}.html", "day", d["day"], d=d)
    page("evidence.html", "evidence", "Evidence")
    for i, q in enumerate(p["queues"], 1):
        df.filter(pl.col("queueId") == q["id"]).select("interval", "time", *SUMS, *MAXS) \
            .write_csv(os.path.join(folder, f"queue-{i}.csv"))
    roll(df, "queueId", "day").write_csv(os.path.join(folder, "daily.csv"))
    return p["id"], g["total"]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("answers"), ap.add_argument("out"), ap.add_argument("--jobs", type=int, default=1)
    ap.add_argument("--export")
    a = ap.parse_args()
    with open(os.path.join(a.answers, "tenant.json")) as f:
        partners = json.load(f)["partners"]
    first = sorted(glob.glob(os.path.join(a.answers, "pages", partners[0]["id"], "*.json")))
    days = [os.path.basename(name)[:10] for name in first]
    jobs = [(a, p, days) for p in partners]
    if a.jobs > 1:
        with ProcessPoolExecutor(a.jobs) as pool:
            done = list(pool.map(build, jobs))
    else:
        done = [build(j) for j in jobs]
    if a.export:
        return
    names = {p["id"]: p["name"] for p in partners}
    with open(os.path.join(a.out, "index.html"), "w") as f:
        f.write(environment().get_template("front").render(
            title="Partners", partners=[[names[d[0]]] + d[1][1:] for d in done]))


if __name__ == "__main__" and sys.argv[1:] != ["--probe"]:
    main()
