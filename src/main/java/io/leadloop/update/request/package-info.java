/**
 * Documents and statuses as providers submit and see them: {@link
 * io.leadloop.update.request.DocumentResource} and {@link
 * io.leadloop.update.request.StatusResource}, and {@link io.leadloop.update.request.LeadUpdates},
 * which queues them under the lock of their lead; {@link io.leadloop.update.request.UpdateHistory}
 * lists them for administrators. It sends nothing.
 */
package io.leadloop.update.request;
