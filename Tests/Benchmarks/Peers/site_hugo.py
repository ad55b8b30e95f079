#!/usr/bin/env python3
"""A site for Hugo with the same pages as site_python.py, of figures that are finished: only drawing is left.

    site_python.py ANSWERS OUT --export FIGURES
    site_hugo.py FIGURES SITE
    hugo --source SITE --destination OUT --quiet

The charts are templates of SVG; pages come from a content adapter.
"""
import os, shutil, sys
from site_python import HEAD, NOTE

CONFIG = """baseURL = "/"
title = "All partners"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404", "section"]
uglyURLs = true
[markup.goldmark.renderer]
unsafe = true
"""
ADAPTER = """{{ $note := `%s` }}{{ range hugo.Data }}{{ $a := . }}
{{ $.AddPage (dict "kind" "page" "layout" "overview" "path" (printf "%%s/overview" .id) "title" "Overview"
   "params" (dict "pid" .id) "content" (dict "mediaType" "text/markdown" "value" $note)) }}
{{ range $i, $q := .queue }}{{ $.AddPage (dict "kind" "page" "layout" "queue" "path" (printf "%%s/queue-%%d" $a.id (add $i 1))
   "title" $q.name "params" (dict "pid" $a.id "n" $i)) }}{{ end }}
{{ range $i, $d := .day }}{{ $.AddPage (dict "kind" "page" "layout" "day" "path" (printf "%%s/day-%%s" $a.id $d.day)
   "title" $d.day "params" (dict "pid" $a.id "n" $i)) }}{{ end }}
{{ $.AddPage (dict "kind" "page" "layout" "evidence" "path" (printf "%%s/evidence" .id) "title" "Evidence" "params" (dict "pid" .id)) }}
{{ end }}""" % NOTE.replace("`", "'")
BASE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{{ .Title }}</title><style>
body{font:14px sans-serif;max-width:60em;margin:auto}table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:2px 6px}
svg{width:100%}polyline{fill:none;stroke:#06c}.s1{stroke:#c60}.g path{stroke:#ddd}.limit{stroke:#c00}rect{fill:#06c}</style>
<h1>{{ .Title }}</h1>{{ block "main" . }}{{ end }}</html>"""
TABLE = ('<table><thead><tr>{{ range .first }}<th>{{ . }}</th>{{ end }}' + "".join(f"<th>{h}</th>" for h in HEAD) +
         '</tr></thead><tbody>{{ range .rows }}<tr><td>{{ delimit . "</td><td>" | safeHTML }}</td></tr>\n{{ end }}</tbody></table>')
LINE = """{{ $top := .limit | default 1 }}{{ range .series }}{{ range .ys }}{{ if ne . nil }}{{ if gt . $top }}{{ $top = . }}{{ end }}{{ end }}{{ end }}{{ end }}
{{- $n := len (index .series 0).ys }}{{ $dx := div 860.0 (math.Max 1 (sub $n 1)) }}{{ $k := div 200.0 $top -}}
<svg viewBox="0 0 920 250" role="img"><title>{{ .title }}</title><g class="g">{{ range seq 0 4 }}{{ $y := sub 220 (mul 50 .) -}}
<path d="M40 {{ $y }}H900"/><text x="34" y="{{ $y }}">{{ printf "%.0f" (div (mul $top . 1.0) 4) }}</text>{{ end }}</g>
{{- with .limit }}<path class="limit" d="M40 {{ printf "%.1f" (sub 220 (mul . $k)) }}H900"/>{{ end }}
{{- range $j, $s := .series }}<polyline class="s{{ $j }}" points="
{{- range $i, $v := $s.ys }}{{ if ne $v nil }}{{ printf "%.1f,%.1f " (add 40 (mul $i $dx)) (sub 220 (mul $v $k)) }}{{ end }}{{ end -}}
"/><text x="{{ add 60 (mul 120 $j) }}" y="244" class="s{{ $j }}">{{ $s.name }}</text>{{ end }}</svg>"""
HEAT = """{{ $top := 1 }}{{ range .cells }}{{ range . }}{{ if ne . nil }}{{ if gt . $top }}{{ $top = . }}{{ end }}{{ end }}{{ end }}{{ end }}
{{- $rows := .rows }}<svg viewBox="0 0 920 {{ add 20 (mul 14 (len .rows)) }}" role="img"><title>{{ .title }}</title>
{{- range $i, $r := .cells }}{{ $y := mul 14 $i }}<text x="0" y="{{ add $y 11 }}">{{ index $rows $i }}</text>
{{- range $h, $v := $r }}{{ if ne $v nil }}<rect x="{{ add 80 (mul 34 $h) }}" y="{{ $y }}" width="33" height="13" fill-opacity="{{ printf "%.2f" (div (mul $v 1.0) $top) }}"><title>{{ $v }}</title></rect>{{ end }}{{ end }}{{ end }}</svg>"""
PICK = '{{ define "main" }}{{ $a := index hugo.Data .Params.pid }}'
LAYOUTS = {
    "_default/baseof.html": BASE,
    "partials/table.html": TABLE, "partials/line.html": LINE, "partials/heat.html": HEAT,
    "_default/overview.html": PICK + """{{ .Content }}
{{ partial "line.html" (dict "title" "Service level by day" "limit" 80.0 "series" (slice (dict "name" "service level %" "ys" $a.sl))) }}
{{ partial "line.html" (dict "title" "Offered by day" "series" (slice (dict "name" "offered" "ys" $a.offered))) }}
{{ partial "heat.html" (dict "title" "Offered by day and hour" "rows" $a.days "cells" $a.heat) }}
{{ partial "table.html" (dict "first" (slice "Queue") "rows" $a.queues) }}<ul>{{ range $i, $q := $a.queue }}<li><a href="queue-{{ add $i 1 }}.html">{{ $q.name }}</a>{{ end }}
{{ range $a.days }}<li><a href="day-{{ . }}.html">{{ . }}</a>{{ end }}</ul>{{ end }}""",
    "_default/queue.html": PICK + """{{ $q := index $a.queue .Params.n }}
{{ partial "line.html" (dict "title" "Service level by day" "limit" 80.0 "series" (slice (dict "name" "service level %" "ys" $q.sl))) }}
{{ partial "heat.html" (dict "title" "Service level by day and hour" "rows" $a.days "cells" $q.heat) }}
{{ partial "table.html" (dict "first" (slice "Day") "rows" $q.rows) }}{{ end }}""",
    "_default/day.html": PICK + """{{ $d := index $a.day .Params.n }}
{{ partial "line.html" (dict "title" "Offered and answered" "series" (slice (dict "name" "offered" "ys" $d.offered) (dict "name" "answered" "ys" $d.answered))) }}
{{ partial "table.html" (dict "first" (slice "Hour") "rows" $d.hours) }}{{ partial "table.html" (dict "first" (slice "Queue") "rows" $d.rows) }}
{{ range $d.queue }}<h2>{{ .name }}</h2>{{ partial "line.html" (dict "title" .name "series" (slice (dict "name" "offered" "ys" .offered))) }}{{ end }}{{ end }}""",
    "_default/evidence.html": PICK + """{{ range $a.evidence }}<h2>{{ .title }}</h2>{{ partial "table.html" (dict "first" (slice "Interval (UTC)" "Local") "rows" .rows) }}{{ end }}{{ end }}""",
    "index.html": """{{ define "main" }}<table>{{ range hugo.Data }}<tr><td>{{ .name }}</td>{{ range after 1 .total }}<td>{{ . }}</td>{{ end }}</tr>
{{ end }}</table>{{ end }}""",
}


def main():
    figures, site = sys.argv[1:3]
    shutil.rmtree(site, ignore_errors=True)
    files = {"hugo.toml": CONFIG, "content/_content.gotmpl": ADAPTER} | {"layouts/" + k: v for k, v in LAYOUTS.items()}
    for name, text in files.items():
        path = os.path.join(site, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as f:
            f.write(text)
    shutil.copytree(figures, os.path.join(site, "data"))


if __name__ == "__main__":
    main()
