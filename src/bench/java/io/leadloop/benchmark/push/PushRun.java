package io.leadloop.benchmark.push;

import io.leadloop.benchmark.stage.Target;

/** A gateway, its endpoints and their receiver. */
record PushRun(Target target, Endpoints endpoints, Receiver receiver) {}
