/**
 * The lead: its states ({@link io.leadloop.lead.LeadState}), its row ({@link
 * io.leadloop.lead.Lead}), which is also the queue, and its sealed document. Intake writes the row;
 * forwarding and feedback move it on, each by statements that name the states from which they may.
 * This package sends nothing and publishes nothing.
 *
 * <p>The triggers {@code provider_is_kept} and {@code customer_is_kept} refuse to delete providers
 * and customers that have leads: foreign keys would cost each new lead two look-ups and two locks.
 */
package io.leadloop.lead;
