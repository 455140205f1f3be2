/**
 * Who is calling. {@link io.leadloop.access.ApiKeyAuthentication} turns a bearer key into an
 * identity with a role before any resource runs, Quarkus' OIDC does so for an administrator's
 * token, of which {@link io.leadloop.access.TokenRoles} takes the one role that counts; {@link
 * io.leadloop.access.Caller} tells a resource which provider that is. It grants nothing by itself:
 * what a role may do stands at the resource. {@link io.leadloop.access.Audit} writes down who
 * changed what, and {@link io.leadloop.access.FailureThrottle} slows down whoever tries keys.
 */
package io.leadloop.access;
