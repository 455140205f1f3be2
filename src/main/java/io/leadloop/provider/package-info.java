/**
 * Providers: who hands in leads, with which API keys, to which customers, and the name of the topic
 * that brings the feedback. {@link io.leadloop.provider.Providers} is the door. It creates no topic
 * and checks no request.
 */
package io.leadloop.provider;
