/**
 * Verifies that a provider's account can read its own topic only, by logging in with the same
 * rights. Each check leases one of a few stable check accounts.
 */
package io.leadloop.kafka.check;
