/**
 * HTTP in: administrators bring customers and providers in, and look after them ({@code
 * src/docs/openapi.yaml}). A resource reads the request and shows the answer; {@link
 * io.leadloop.admin.customer.CustomerAdministration}, {@link
 * io.leadloop.admin.provider.ProviderAdministration}, {@link io.leadloop.admin.LeadAdministration}
 * and {@link io.leadloop.admin.KeyAdministration} make each change in PostgreSQL together with its
 * entry in the audit, in one transaction; what is changed at Kafka is written down after it. No
 * token, password or key of anybody is shown twice.
 */
package io.leadloop.admin;
