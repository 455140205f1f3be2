/**
 * Who is calling. {@link io.leadloop.access.BearerAuthentication} turns a key ({@link
 * io.leadloop.access.ApiKeyAuthentication}) or an administrator's OIDC token ({@link
 * io.leadloop.access.OidcAuthentication}) into an identity with a role before any resource runs;
 * {@link io.leadloop.access.Caller} tells a resource which provider that is. It grants nothing by
 * itself: what a role may do stands at the resource. {@link io.leadloop.access.Audit} writes down
 * who changed what, and {@link io.leadloop.access.FailureThrottle} slows down whoever tries keys or
 * tokens.
 */
package io.leadloop.access;
