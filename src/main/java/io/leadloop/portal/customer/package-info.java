/**
 * What a customer sees by a link of an administrator's: its own lane, who may send to it, and the
 * outcomes of the leads in figures. It can replace its own token, which is never shown.
 */
package io.leadloop.portal.customer;
