/**
 * Limits how many reads one caller runs at once, so that one caller's lists cannot slow down
 * another's requests. Resource methods ask for it with {@link io.leadloop.access.read.BoundedRead}.
 */
package io.leadloop.access.read;
