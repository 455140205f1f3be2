/**
 * Projection: turns feedback from the log into a lead's state and numbered events in PostgreSQL,
 * exactly once per feedback id. {@link io.leadloop.feedback.projection.Projection} decides, {@link
 * io.leadloop.feedback.projection.ProjectionStore} reads and writes in batches. Status labels are
 * mapped here, by the API profile and by what administrators mapped at run time ({@link
 * io.leadloop.feedback.projection.LabelMappings}), and a label that contains personal data is
 * dropped here. Bodies without a status are kept to be read again ({@code UnreadBodies}).
 */
package io.leadloop.feedback.projection;
