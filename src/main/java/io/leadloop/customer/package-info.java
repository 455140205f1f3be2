/**
 * Customers: who works leads in which Oplead account, with which token and quota. The token is
 * sealed for its customer; {@link io.leadloop.customer.Customers} is the door. It knows neither
 * leads nor providers.
 */
package io.leadloop.customer;
