/**
 * OIDC tokens of administrators: checks a token's form and claims before contacting the issuer, and
 * distinguishes the issuer's failures from invalid tokens.
 */
package io.leadloop.access.oidc;
