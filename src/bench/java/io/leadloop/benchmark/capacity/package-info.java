/** What very many lanes cost, which {@code src/docs/capacity.md} reckons from. */
package io.leadloop.benchmark.capacity;
