/**
 * The console's pages of one endpoint: how far its deliveries are, and everything that can be done
 * with it. The endpoints of a provider and of all are listed by {@code console.provider}.
 */
package io.leadloop.console.endpoint;
