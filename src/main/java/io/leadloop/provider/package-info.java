/**
 * Providers, their API keys, the customers that they may send leads to, and the names of their
 * feedback topics. {@link io.leadloop.provider.Providers} is the entry point. This package creates
 * no topic and authenticates no request.
 *
 * <p>The triggers {@code grants_are_noticed} on {@code customer_grant} and {@code
 * customers_of_grants_are_noticed} on {@code customer} count changes in {@code grant_version}, so
 * that {@link io.leadloop.provider.ProviderDirectory} knows how long its grants hold.
 */
package io.leadloop.provider;
