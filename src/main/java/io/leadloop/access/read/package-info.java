/**
 * Limits concurrent reads per caller, so that one caller's lists cannot slow down another's
 * requests. Resource methods opt in with {@link io.leadloop.access.read.BoundedRead}.
 */
package io.leadloop.access.read;
