/**
 * HTTP in: administrators onboard providers, their keys, grants and Kafka account, and certify that
 * a lead passes through the whole loop. {@link io.leadloop.admin.provider.ProviderAdministration}
 * makes each change and its audit entry in one transaction; changes at Kafka are audited
 * beforehand.
 */
package io.leadloop.admin.provider;
