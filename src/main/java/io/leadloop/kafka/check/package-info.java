/**
 * Proves that a provider's account can read its own topic and nothing else, by logging in as that
 * account. Each check leases one of a few stable check accounts.
 */
package io.leadloop.kafka.check;
