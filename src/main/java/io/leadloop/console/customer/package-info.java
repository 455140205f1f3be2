/** The console's pages of customers: all of them, and one with its lane and what can be done. */
package io.leadloop.console.customer;
