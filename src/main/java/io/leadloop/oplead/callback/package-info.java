/**
 * Reads what Oplead posts to a callback address: JSON, form or query, in any charset, into a status
 * label, time, amount and appointment. A callback that cannot be read changes nothing.
 */
package io.leadloop.oplead.callback;
