/** The yardstick that the benchmark measures intake against. */
package io.leadloop.echo;
