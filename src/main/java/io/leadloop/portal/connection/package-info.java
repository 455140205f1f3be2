/**
 * The portal's pages of how a provider receives its events: topic, HTTP endpoints, and the feed.
 */
package io.leadloop.portal.connection;
