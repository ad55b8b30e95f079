"""Sums the agents' time of one local day from a tenant's own answers, without half hours.

Usage: agents.py URL START END QUEUE...; prints the agents' number, then the milliseconds of
interacting, communicating and idle, and last every id, name and address that belongs to them.
"""

import base64
import json
import sys
import urllib.request

url, start, end, *queues = sys.argv[1:]


def ask(path, body=None, **headers):
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(url + path, data, headers)
    return json.load(urllib.request.urlopen(request))


client = "Basic " + base64.b64encode(b"demo:demo").decode()
token = ask("/oauth/token", b"grant_type=client_credentials", Authorization=client)
bearer = {"Authorization": "Bearer " + token["access_token"], "Content-Type": "application/json"}

agents = {}
for queue in queues:
    members = ask(f"/api/v2/routing/queues/{queue}/members?pageSize=100", **bearer)
    assert "nextUri" not in members
    for member in members["entities"]:
        agents[member["id"]] = member["user"]

# Without a granularity the whole day is one bucket.
answer = ask(
    "/api/v2/analytics/users/aggregates/query",
    {
        "interval": f"{start}/{end}", "groupBy": ["userId"], "metrics": ["tAgentRoutingStatus"],
        "filter": {"type": "or", "predicates": [
            {"type": "dimension", "dimension": "userId", "operator": "matches", "value": agent}
            for agent in sorted(agents)]},
    }, **bearer)
sums = {"INTERACTING": 0, "COMMUNICATING": 0, "IDLE": 0}
for result in answer["results"]:
    for bucket in result["data"]:
        for metric in bucket["metrics"]:
            if metric["qualifier"] in sums:
                sums[metric["qualifier"]] += metric["stats"]["sum"]
print(len(agents), *sums.values())
for agent, user in agents.items():
    print(agent, user["name"], user["email"], sep="\n")
