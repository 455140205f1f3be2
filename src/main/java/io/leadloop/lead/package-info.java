/**
 * The lead and its life: its states and their legal moves ({@link io.leadloop.lead.LeadState}), its
 * row ({@link io.leadloop.lead.Lead}), which is also the queue, and its sealed document. Intake
 * writes the row, forwarding and feedback move it on; this package sends nothing and tells nobody.
 *
 * <p>The triggers {@code provider_is_kept} and {@code customer_is_kept} refuse to delete what leads
 * refer to: a foreign key would cost each new lead two look-ups and two locks.
 */
package io.leadloop.lead;
