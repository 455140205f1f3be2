/**
 * Measures the gateway on one machine: {@code mvn -B verify -Pbench}. {@link
 * io.leadloop.benchmark.Benchmark} holds the phases in their order; {@link
 * io.leadloop.benchmark.Stage} starts the servers and gateways, each a process of its own, and ends
 * them; {@link io.leadloop.benchmark.ClosedLoad}, {@link io.leadloop.benchmark.OpenLoad} and {@link
 * io.leadloop.benchmark.LeadStream} make the load; {@link io.leadloop.benchmark.Report} writes the
 * page.
 */
package io.leadloop.benchmark;
