/** The console's pages of leads: the search, and one lead with what happened to it. */
package io.leadloop.console.lead;
