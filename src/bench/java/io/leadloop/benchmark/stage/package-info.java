/**
 * What all parts of the benchmark share: its settings, the servers and gateways, each a process of
 * its own that {@link io.leadloop.benchmark.stage.Stage} starts and ends, what can be seen of them
 * from outside (processor time, memory, a topic), and the page.
 */
package io.leadloop.benchmark.stage;
