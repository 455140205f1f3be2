/** The console's pages of providers, and of the endpoints that receive their events. */
package io.leadloop.console.provider;
