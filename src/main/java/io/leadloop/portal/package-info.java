/**
 * The portal, {@code /portal}: a provider sees its own leads, their outcomes, and how its systems
 * are connected. Its pages call the same services as the provider API, as the provider that is
 * signed in, and never do what that API cannot.
 */
package io.leadloop.portal;
