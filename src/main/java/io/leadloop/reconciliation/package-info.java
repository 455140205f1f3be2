/**
 * Reconciliation: a provider sends the leads that it has on its list, and is answered with what
 * differs here. Nothing is stored. The statements read by unique keys, a thousand references or
 * leads at once, and only the provider's own leads.
 */
package io.leadloop.reconciliation;
