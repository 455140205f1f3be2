/** Statuses: Oplead's labels and the status codes of the contract. */
package io.leadloop.oplead.status;
