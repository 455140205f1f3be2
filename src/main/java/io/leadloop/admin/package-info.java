/**
 * HTTP in: administrators onboard and manage customers and providers ({@code
 * src/docs/openapi.yaml}). Resources parse requests and render responses; {@link
 * io.leadloop.admin.customer.CustomerAdministration}, {@link
 * io.leadloop.admin.provider.ProviderAdministration}, {@link io.leadloop.admin.LeadAdministration}
 * and {@link io.leadloop.admin.KeyAdministration} make each change in PostgreSQL and its audit
 * entry in one transaction; changes at Kafka are audited beforehand. No token, password or key is
 * shown twice.
 */
package io.leadloop.admin;
