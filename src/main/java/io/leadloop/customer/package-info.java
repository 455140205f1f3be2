/**
 * Customers, with their Oplead account, token and quota. The token is sealed for its customer;
 * {@link io.leadloop.customer.Customers} is the entry point. It knows neither leads nor providers.
 */
package io.leadloop.customer;
