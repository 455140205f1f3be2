/**
 * Push: how fast, how soon and at what cost events reach the endpoints of providers. The receiver
 * answers and counts, and runs in the benchmark's own process.
 */
package io.leadloop.benchmark.push;
