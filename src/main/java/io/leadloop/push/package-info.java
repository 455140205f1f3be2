/** Push: signed HTTP delivery of a provider's events to its endpoints. */
package io.leadloop.push;
