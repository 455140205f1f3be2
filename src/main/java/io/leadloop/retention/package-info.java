/**
 * How long data is kept. {@link io.leadloop.retention.Erasure} erases the personal data of a lead,
 * on request or when its retention ends; ids, states and times remain. {@link
 * io.leadloop.retention.HistoryMonths} drops whole months of feedback, events and audit entries,
 * and opens those to come. Leads and their progress stay: the same reference is answered for ever.
 */
package io.leadloop.retention;
