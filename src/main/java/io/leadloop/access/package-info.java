/**
 * Authentication. {@link io.leadloop.access.BearerAuthentication} turns a key ({@link
 * io.leadloop.access.ApiKeyAuthentication}) or an administrator's OIDC token ({@link
 * io.leadloop.access.OidcAuthentication}) into an identity with a role before any resource runs;
 * {@link io.leadloop.access.Caller} gives resources access to it. {@link
 * io.leadloop.access.RevalidationTask} ends open requests when their credential ends. {@link
 * io.leadloop.access.KeySignIn} and {@link io.leadloop.access.TokenSignIn} check what opens a
 * session of the console. Authorization is declared at the resources by role; {@link
 * io.leadloop.access.AdministratorIdentity} decides which roles an administrator has. {@link
 * io.leadloop.access.audit.Audit} records changes, and {@link io.leadloop.access.FailureThrottle}
 * throttles clients that guess keys or tokens.
 *
 * <p>The trigger {@code audit_is_append_only} rejects changes of audit entries, including the
 * gateway's own.
 */
package io.leadloop.access;
