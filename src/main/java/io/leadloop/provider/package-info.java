/**
 * Providers, their API keys, the customers that they may send leads to, and the names of their
 * feedback topics. {@link io.leadloop.provider.Providers} is the entry point. This package creates
 * no topic and authenticates no request.
 */
package io.leadloop.provider;
