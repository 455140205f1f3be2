#!/usr/bin/env python3
"""Receives events by push: verifies each request, answers the challenge, drops repeats and prints
one line per event.

    LEADLOOP_SECRET=whsec_… python3 receive_push.py [PORT]

LEADLOOP_SECRET is what the registration returned: whsec_… (v1) or whpk_… (v1a). v1 needs the
standard library only; v1a uses the package cryptography, or without it the command openssl 3.
Put a proxy in front of it that speaks TLS.
"""

import base64
import binascii
import hashlib
import hmac
import os
import subprocess
import sys
import tempfile
import time
from collections import OrderedDict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MOST_BYTES = 1 << 20
TOLERANCE_SECONDS = 300
REMEMBERED = 10_000  # ids: more than may come again
ED25519_X509 = bytes.fromhex("302a300506032b6570032100")

PREFIX, _, encoded = os.environ["LEADLOOP_SECRET"].partition("_")
KEY = base64.b64decode(encoded)


def work(headers, data):
    """Here goes what your side does with an event. Raise an exception to get it again later."""
    print(headers["ce-type"], data.decode(), flush=True)


def is_genuine(headers, body):
    """Verifies the bytes as they came: parse them afterwards."""
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not (timestamp.isascii() and timestamp.isdigit()):
        return False
    if abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    signed = f"{message_id}.{timestamp}.".encode() + body
    # There are two signatures during a rotation.
    signatures = headers.get("webhook-signature", "").split(" ")
    return any(verifies(signature, signed) for signature in signatures)


def verifies(signature, signed):
    """Each scheme only with its own key: otherwise a public key would serve as a shared secret."""
    scheme, _, encoded = signature.partition(",")
    try:
        given = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        return False
    if PREFIX == "whsec" and scheme == "v1":
        expected = hmac.new(KEY, signed, hashlib.sha256).digest()
        return hmac.compare_digest(expected, given)  # in constant time
    if PREFIX == "whpk" and scheme == "v1a":
        return verifies_ed25519(given, signed)
    return False


try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    def verifies_ed25519(given, signed):
        try:
            Ed25519PublicKey.from_public_bytes(KEY).verify(given, signed)
            return True
        except InvalidSignature:
            return False

except ImportError:

    def verifies_ed25519(given, signed):
        with tempfile.TemporaryDirectory() as directory:
            paths = {}
            for name, content in {"key": ED25519_X509 + KEY, "sig": given, "in": signed}.items():
                paths[name] = os.path.join(directory, name)
                with open(paths[name], "wb") as file:
                    file.write(content)
            command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER"]
            command += ["-inkey", paths["key"], "-sigfile", paths["sig"], "-in", paths["in"]]
            return subprocess.run(command, capture_output=True, check=False).returncode == 0


done = OrderedDict()


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(min(int(self.headers.get("content-length", 0)), MOST_BYTES))
        if not is_genuine(self.headers, body):
            self.answer(401)
        elif self.headers["ce-type"] == "io.leadloop.endpoint.challenge.v1":
            self.answer(200, body)  # contains the challenge
        else:
            try:
                self.once(body)
            except Exception as problem:  # any: the event comes again
                print(repr(problem), file=sys.stderr)
                self.answer(500)
            else:
                self.answer(200)

    def once(self, body):
        message_id = self.headers["webhook-id"]
        if message_id in done:
            return
        work(self.headers, body)
        done[message_id] = True  # after the work
        if len(done) > REMEMBERED:
            done.popitem(last=False)

    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 9000
    ThreadingHTTPServer(("127.0.0.1", port), Receiver).serve_forever()
