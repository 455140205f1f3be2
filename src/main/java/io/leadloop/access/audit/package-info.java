/**
 * The audit trail, written in the transaction of each change. The gateway's database role can only
 * add and read entries.
 */
package io.leadloop.access.audit;
