/**
 * The provider's rate limit at intake, over all replicas. A provider without a limit costs nothing.
 */
package io.leadloop.limit;
