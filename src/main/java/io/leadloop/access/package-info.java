/**
 * Who is calling. {@link io.leadloop.access.BearerAuthentication} turns a key ({@link
 * io.leadloop.access.ApiKeyAuthentication}) or an administrator's OIDC token ({@link
 * io.leadloop.access.OidcAuthentication}) into an identity with a role before any resource runs;
 * {@link io.leadloop.access.Caller} gives it to the resource. {@link
 * io.leadloop.access.RevalidationTask} ends what is still open when the key or token ends. It
 * grants nothing by itself: what a role may do stands at the resource. {@link
 * io.leadloop.access.audit.Audit} records who changed what, and {@link
 * io.leadloop.access.FailureThrottle} slows down clients that try keys or tokens.
 *
 * <p>The trigger {@code audit_is_append_only} refuses to change what the audit log has, the
 * gateway's own statements included.
 */
package io.leadloop.access;
