/**
 * HTTP in: administrators onboard customers, change their token, address and quota, and subscribe
 * to what their Oplead reports. {@link io.leadloop.admin.customer.CustomerAdministration} makes
 * each change and its audit entry in one transaction.
 */
package io.leadloop.admin.customer;
