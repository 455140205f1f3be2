/**
 * Changes of many leads at once: an administrator starts a {@link io.leadloop.bulk.BulkOperation}
 * for a filter with {@link io.leadloop.bulk.BulkOperations}, after {@link
 * io.leadloop.bulk.BulkPlanner} has estimated it, and {@link io.leadloop.bulk.BulkTask} runs it in
 * small transactions on any replica. It moves no lead itself: {@link
 * io.leadloop.forwarding.LeadRequeue} does, as for one lead. Its start and its end are audited; no
 * lead's own change is.
 */
package io.leadloop.bulk;
