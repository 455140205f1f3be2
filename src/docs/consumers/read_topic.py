#!/usr/bin/env python3
"""Prints a provider's topic, one line for each event, and goes on from there when started again.

Needs confluent-kafka 2.6.1 or later. See README.md in this folder for the environment variables.
"""

import os
import signal
from collections import OrderedDict

from confluent_kafka import Consumer, KafkaException

REMEMBERED = 10_000  # ids: more than may come again after a fault


def config(env):
    settings = {
        "bootstrap.servers": env["KAFKA_BOOTSTRAP_SERVERS"],
        "group.id": env["LEADLOOP_GROUP"],
        "auto.offset.reset": "earliest",  # for a group that has no position yet
        "enable.auto.commit": False,
        "isolation.level": "read_committed",  # each event once
    }
    if "KAFKA_USERNAME" in env:
        settings |= {
            "security.protocol": env.get("KAFKA_SECURITY_PROTOCOL", "SASL_SSL"),
            "sasl.mechanism": "SCRAM-SHA-512",
            "sasl.username": env["KAFKA_USERNAME"],
            "sasl.password": env["KAFKA_PASSWORD"],
        }
    if "KAFKA_CA_FILE" in env:
        settings["ssl.ca.location"] = env["KAFKA_CA_FILE"]
    return settings


def work(headers, value):
    """Here goes what your side does with an event."""
    print(headers["ce_type"].decode(), value.decode(), flush=True)


def follow(consumer):
    seen = OrderedDict()
    while True:
        events = consumer.consume(num_messages=500, timeout=1)
        for event in events:
            if event.error():
                raise KafkaException(event.error())
            headers = dict(event.headers())
            if headers["ce_id"] not in seen:
                seen[headers["ce_id"]] = True
                work(headers, event.value())
            if len(seen) > REMEMBERED:
                seen.popitem(last=False)
        if events:
            consumer.commit(asynchronous=False)  # after the work: an event that is cut off here comes again


def main():
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    consumer = Consumer(config(os.environ))
    consumer.subscribe([os.environ["LEADLOOP_TOPIC"]])
    try:
        follow(consumer)
    except KeyboardInterrupt:
        pass
    finally:
        consumer.close()  # leaves the group, so that the next start need not wait


if __name__ == "__main__":
    main()
