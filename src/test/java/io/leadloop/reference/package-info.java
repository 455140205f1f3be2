/**
 * Makes the reference of all settings, {@code src/docs/configuration.md}, from the code that reads
 * them. Its door is {@link io.leadloop.reference.ConfigurationReference}.
 */
package io.leadloop.reference;
