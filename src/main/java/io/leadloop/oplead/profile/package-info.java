/**
 * Differences between installations, and assumptions about Oplead's API.
 *
 * <p>The first is {@link io.leadloop.oplead.profile.OpleadConfig}. The second is the API profile,
 * {@link io.leadloop.oplead.profile.OpleadProfile}, which an operator corrects in a file ({@code
 * src/docs/administrator/oplead.md}): {@link io.leadloop.oplead.profile.ProfileReader} checks the
 * file against {@code profile.schema.json}, merges it over the bundled {@code profile.yaml} and
 * reads the result into three parts, one for requests, one for answers and one for callbacks.
 *
 * <p>The parts are plain values. Each user gets the part that it needs.
 */
package io.leadloop.oplead.profile;
