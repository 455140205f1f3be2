/**
 * Measures the gateway on one machine: {@code mvn -B verify -Pbench}. {@link
 * io.leadloop.benchmark.Benchmark} runs the parts in their order and writes the page. The parts of
 * intake, callbacks and lanes are here, the whole loop is in {@link io.leadloop.benchmark.loop};
 * {@link io.leadloop.benchmark.load} makes the load, and {@link io.leadloop.benchmark.stage} holds
 * all that the parts share. Neither of those two uses a part.
 */
package io.leadloop.benchmark;
