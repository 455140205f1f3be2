/**
 * PostgreSQL and a Kafka broker, started by the gateway itself when it is given neither, so that a
 * first start needs nothing but Java.
 *
 * <p>The door is {@link io.leadloop.embedded.EmbeddedServers}: one data directory, claimed by one
 * gateway, with one server of each kind in it. {@link io.leadloop.embedded.EmbeddedJars} must be
 * asked first: the lean package leaves the servers' jars out, and then no other class here that
 * names them may be touched. Nothing here reads configuration or ends the process. The servers
 * listen on loopback only, and each asks for a password that is kept beside its data.
 */
package io.leadloop.embedded;
