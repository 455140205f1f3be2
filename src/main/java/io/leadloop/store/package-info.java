/**
 * Access to PostgreSQL. {@link io.leadloop.store.Batch} turns rows into the array parameters of an
 * {@code unnest}, {@link io.leadloop.store.GroupCommit} lets concurrent requests share a statement.
 * {@link io.leadloop.store.Storable} validates text that can be stored, {@link
 * io.leadloop.store.TtlCache} saves repeated look-ups, {@code PoolTimeouts} closes connections that
 * do not answer, {@code RestoredNumbers} continues the cursors of a restored database. {@link
 * io.leadloop.store.MigrationAddress} verifies PostgreSQL for the migrations as for the gateway.
 * This package knows no table; each feature owns its statements.
 */
package io.leadloop.store;
