/**
 * What the gateway knows of Oplead, and the only place that knows it: the client ({@link
 * io.leadloop.oplead.OpleadClient}), the wire, what an answer means ({@link
 * io.leadloop.oplead.Outcome}) and what a callback says ({@link
 * io.leadloop.oplead.CallbackReader}). Every assumption is a key of {@link
 * io.leadloop.oplead.OpleadConfig}; {@code src/docs/oplead.md} tells which facts are known and
 * which assumed. It decides nothing about leads and stores nothing.
 */
package io.leadloop.oplead;
