/**
 * Browser sessions of the console. {@link io.leadloop.session.SignIn} opens one with an
 * administrator's key or a {@link io.leadloop.session.SignInLinks one-time link}, {@link
 * io.leadloop.session.IssuerSignIn} with an OIDC token; {@link
 * io.leadloop.session.SessionAuthentication} turns its cookie into an identity, for pages only. A
 * session's secret is never stored, and ends with the key that opened it. Signing in and out is
 * audited.
 */
package io.leadloop.session;
