/**
 * HTTP in: providers submit and read leads. {@link io.leadloop.api.LeadResource} is the entry
 * point; {@link io.leadloop.limit.Allowances} enforces each provider's intake limit; {@link
 * io.leadloop.intake.SubmissionReader} validates a body before anything is written; {@link
 * io.leadloop.intake.Intake} inserts the lead and its place in the queue. Bulk requests arrive
 * through {@link io.leadloop.intake.bulk.LeadStream}, line by line, and take the same path; {@code
 * BulkRequest} applies back-pressure. Intake sends nothing: a 202 means that the lead is on disk,
 * where forwarding finds it, or that forwarding claimed it in the same statement. {@link
 * io.leadloop.api.EventContract} publishes the contract's documents.
 */
package io.leadloop.intake;
