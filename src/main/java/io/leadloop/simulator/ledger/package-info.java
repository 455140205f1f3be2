/** Records every request and callback with its time, for tests to query. */
package io.leadloop.simulator.ledger;
