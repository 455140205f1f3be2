/**
 * HTTP to addresses that customers and providers configure: recognizes addresses in a URL, resolves
 * a host once, refuses private addresses, connects to the address that was checked, and reads
 * {@code Retry-After}.
 */
package io.leadloop.outbound;
