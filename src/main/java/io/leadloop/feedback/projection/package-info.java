/**
 * Projection: turns feedback from the log into a lead's state and numbered events in PostgreSQL,
 * exactly once per feedback id. {@link io.leadloop.feedback.projection.Projection} decides, {@link
 * io.leadloop.feedback.projection.ProjectionStore} reads and writes in batches. Status labels are
 * mapped here, and a label that contains personal data is dropped here.
 */
package io.leadloop.feedback.projection;
