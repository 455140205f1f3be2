/**
 * Administrators' API keys: stored as hashes, found by their public part, cached for a short time,
 * and one bootstrap key for a fresh installation.
 */
package io.leadloop.access.key;
