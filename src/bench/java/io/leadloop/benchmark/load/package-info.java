/**
 * Load for a gateway, and what it cost. {@link io.leadloop.benchmark.load.ClosedLoad}, {@link
 * io.leadloop.benchmark.load.OpenLoad} and {@link io.leadloop.benchmark.load.LeadStream} send;
 * {@link io.leadloop.benchmark.load.Generator} is their door. The other half puts leads straight
 * into a database.
 */
package io.leadloop.benchmark.load;
