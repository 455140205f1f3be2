/** The portal's pages of leads: the list, one lead, and the comparison with the provider's list. */
package io.leadloop.portal.lead;
