/**
 * HTTP in: providers hand leads in and look after them. {@link io.leadloop.api.LeadResource} is the
 * door; {@link io.leadloop.limit.Allowances} holds each provider to its intake limit; {@link
 * io.leadloop.intake.SubmissionReader} says what is wrong with a body before anything is written;
 * {@link io.leadloop.intake.Intake} writes the lead, whose row is the queue. Leads in bulk come in
 * by {@link io.leadloop.intake.bulk.LeadStream}, line by line, and go the same way; {@code
 * BulkRequest} reads no faster than the answers are taken. It sends nothing: a 202 means that the
 * lead is on disk, and forwarding finds it there. {@link io.leadloop.api.EventContract} shows
 * providers, as documents, what they are told.
 */
package io.leadloop.intake;
