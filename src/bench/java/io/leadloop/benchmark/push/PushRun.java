package io.leadloop.benchmark.push;

import io.leadloop.benchmark.stage.Target;
import io.leadloop.benchmark.stage.TopicWatch;

/** A gateway, its endpoints and their receiver; and a consumer of the same events' topic. */
record PushRun(Target target, Endpoints endpoints, Receiver receiver, TopicWatch topic) {}
