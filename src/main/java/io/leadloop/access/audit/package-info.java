/**
 * The audit trail: who changed what, written in the transaction of the change. The gateway's
 * database role can add entries and read them, nothing else.
 */
package io.leadloop.access.audit;
