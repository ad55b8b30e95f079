#!/usr/bin/env python3
"""Answers to hourly and daily sums with DuckDB alone: tallies_duckdb.py ANSWERS OUT | --probe"""
import json, os, sys
import duckdb

if sys.argv[1:] == ["--probe"]:
    sys.exit()
answers, out = sys.argv[1:3]
os.makedirs(out, exist_ok=True)
with open(os.path.join(answers, "tenant.json")) as file:
    partners = json.load(file)["partners"]
base = duckdb.connect()
for partner in partners:
    base.execute(f"""create or replace temp table flat as
        with results as (select unnest(results) r
                from read_json('{answers}/pages/{partner["id"]}/*.json', maximum_sample_files=1)),
             buckets as (select r."group".queueId queue, unnest(r.data) d from results),
             metrics as (select queue, timezone('{partner["timeZone"]}',
                strptime(d."interval"[:19], '%Y-%m-%dT%H:%M:%S') at time zone 'UTC') start,
                unnest(d.metrics) m from buckets)
        select queue, date_trunc('hour', start) start, m.metric metric, sum(m.stats.count) contacts,
            sum(m.stats.sum) total, max(m.stats.max) longest, sum(m.stats.numerator) numerator,
            sum(m.stats.denominator) denominator from metrics group by all""")
    for unit, name in (("hour", "hours"), ("day", "days")):
        base.execute(f"""copy (select queue, date_trunc('{unit}', start) as span, metric,
            sum(contacts) contacts, sum(total) total, max(longest) longest,
            sum(numerator) numerator, sum(denominator) denominator from flat group by all order by all)
            to '{out}/{partner["id"]}-{name}.csv' (header)""")
