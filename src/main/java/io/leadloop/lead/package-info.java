/**
 * The lead and its life: its states and their legal moves ({@link io.leadloop.lead.LeadState}), its
 * row ({@link io.leadloop.lead.Lead}), which is also the queue, and its sealed document. Intake
 * writes the row, forwarding and feedback move it on; this package sends nothing and tells nobody.
 */
package io.leadloop.lead;
