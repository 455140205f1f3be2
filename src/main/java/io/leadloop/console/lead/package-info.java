/**
 * The console's pages of leads: the search, and one lead with its timeline ({@link
 * io.leadloop.console.lead.LeadPageResource}), what it waits for, and what can be done to it.
 */
package io.leadloop.console.lead;
