/**
 * The console's pages of customers: all of them, one with its lane, and a form for each change. The
 * lane of a page that somebody watches is read by {@link io.leadloop.console.customer.LaneWatch}.
 */
package io.leadloop.console.customer;
