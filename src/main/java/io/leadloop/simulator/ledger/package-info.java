/** The record of every request and callback with its time, which tests query afterwards. */
package io.leadloop.simulator.ledger;
