/**
 * The console's pages of bulk operations: an estimate before one is started ({@link
 * io.leadloop.console.bulk.BulkPlanPage}), its progress, and the list of all.
 */
package io.leadloop.console.bulk;
