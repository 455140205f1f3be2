/**
 * The provider's rate limit at intake, over all replicas. {@link io.leadloop.limit.Allowances} is
 * its door. A provider without a limit costs no statement.
 *
 * <p>The trigger {@code provider_has_an_allowance} gives each new provider its row, because
 * providers do not know of their limit, and the row must be there with the first lead.
 */
package io.leadloop.limit;
