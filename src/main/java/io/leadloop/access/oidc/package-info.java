/**
 * OIDC tokens of administrators: checks a token's form and claims before contacting the issuer, and
 * distinguishes the issuer's failures from invalid tokens. {@link
 * io.leadloop.access.oidc.OidcSignIn} is the authorization code flow of the console.
 */
package io.leadloop.access.oidc;
