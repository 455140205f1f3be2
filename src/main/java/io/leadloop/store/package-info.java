/**
 * Batches for PostgreSQL, for the statements where a batch is the point: {@link
 * io.leadloop.store.Batch} turns rows into the array parameters of an {@code unnest}, {@link
 * io.leadloop.store.GroupCommit} lets requests that wait share one. {@link
 * io.leadloop.store.Storable} says which texts it can keep, and {@link io.leadloop.store.TtlCache}
 * spares it the same question at every request. {@code PoolTimeouts} gives up a database that has
 * fallen silent. It knows no table; each feature keeps its own statements.
 */
package io.leadloop.store;
