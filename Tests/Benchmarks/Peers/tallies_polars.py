#!/usr/bin/env python3
"""Answers to hourly and daily sums with orjson and polars: tallies_polars.py ANSWERS OUT | --probe"""
import glob, json, os, sys
import orjson, polars

if sys.argv[1:] == ["--probe"]:
    sys.exit()
answers, out = sys.argv[1:3]
os.makedirs(out, exist_ok=True)
with open(os.path.join(answers, "tenant.json")) as file:
    partners = json.load(file)["partners"]
for partner in partners:
    columns = {}
    rows = 0
    for path in sorted(glob.glob(os.path.join(answers, "pages", partner["id"], "*.json"))):
        with open(path, "rb") as file:
            answer = orjson.loads(file.read())
        for result in answer["results"]:
            queue = result["group"]["queueId"]
            for bucket in result["data"]:
                values = {"queue": queue, "start": bucket["interval"][:19]}
                for metric in bucket["metrics"]:
                    for part, value in metric["stats"].items():
                        if part not in ("min", "ratio", "target"):
                            values[metric["metric"] + "_" + part] = value
                for name in values.keys() - columns.keys():
                    columns[name] = [None] * rows
                for name, column in columns.items():
                    column.append(values.get(name))
                rows += 1
    frame = polars.DataFrame(columns).with_columns(
        polars.col("start").str.to_datetime("%Y-%m-%dT%H:%M:%S", time_zone="UTC")
        .dt.convert_time_zone(partner["timeZone"]))
    names = [n for n in frame.columns if n not in ("queue", "start")]
    sums = [polars.col(n).max() if n.endswith("_max") else polars.col(n).sum() for n in names]
    for unit, name in (("1h", "hours"), ("1d", "days")):
        frame.group_by("queue", polars.col("start").dt.truncate(unit)).agg(sums) \
            .sort("queue", "start").write_csv(os.path.join(out, f"{partner['id']}-{name}.csv"))
