#!/usr/bin/env python3
"""Submits a lead and waits for its first event.

Calls are named by their operationIds; method and path come from the OpenAPI document that the
gateway serves. See README.md beside it for the environment variables.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

URL = os.environ.get("LEADLOOP_URL", "").rstrip("/")
KEY = os.environ.get("LEADLOOP_KEY", "")
PASSING = (429, 503)  # worth another try, after Retry-After


class Problem(Exception):
    """An error: a problem document (RFC 9457)."""


def send(method, path, query=None, body=None):
    """Returns the JSON of the answer; waits and tries again while the gateway asks for it."""
    request = urllib.request.Request(
        URL + path + ("?" + urllib.parse.urlencode(query) if query else ""),
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + KEY, "Content-Type": "application/json"},
        method=method,
    )
    while True:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code not in PASSING:
                problem = json.load(error)
                raise Problem(f"{problem['title']}: {problem['detail']}") from None
            time.sleep(int(error.headers.get("Retry-After", 5)))


def operations():
    """Method and path of each operation of a provider, by its operationId."""
    paths = send("GET", "/openapi/provider", {"format": "json"})["paths"]
    return {
        operation["operationId"]: (method.upper(), path)
        for path, item in paths.items()
        for method, operation in item.items()
        if "operationId" in operation
    }


def main(customer, reference):
    known = operations()

    def call(operation_id, query=None, body=None, **parameters):
        method, path = known[operation_id]
        return send(method, path.format(**parameters), query, body)

    lead = {"lastname": "Dupont", "email": "jean@example.com"}
    submission = {"customer": customer, "reference": reference, "lead": lead}
    accepted = call("submitLead", body=submission)  # A repeat returns the same lead.
    print(accepted["id"], accepted["state"], flush=True)

    events = []
    while not events:
        time.sleep(1)
        events = call("listLeadEvents", id=accepted["id"])["items"]
    print(events[0]["type"], events[0]["data"]["state"])


if __name__ == "__main__":
    if not URL or not KEY or len(sys.argv) != 3:
        sys.exit("Set LEADLOOP_URL and LEADLOOP_KEY, then: submit_lead.py CUSTOMER REFERENCE")
    try:
        main(*sys.argv[1:])
    except Problem as problem:
        sys.exit(str(problem))
