/**
 * PostgreSQL and a Kafka broker started by the gateway itself if none is configured, so that a
 * first start needs nothing but Java.
 *
 * <p>The entry point is {@link io.leadloop.embedded.EmbeddedServers}: one data directory, locked by
 * one gateway, with one server of each kind. Check {@link io.leadloop.embedded.EmbeddedJars} first:
 * the lean distribution has no server jars, and then no class that refers to them may be loaded.
 * Nothing here reads configuration or ends the process. The servers listen on loopback only and
 * require a password that is stored with their data.
 */
package io.leadloop.embedded;
