/**
 * Administrators' API keys: stored as hashes, looked up by public id, cached for a short time; and
 * the bootstrap key of a new installation.
 */
package io.leadloop.access.key;
