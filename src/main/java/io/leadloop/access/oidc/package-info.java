/**
 * OIDC tokens of administrators: checks a token's form and claims before it asks the issuer, and
 * decides when a failure is the issuer's and when it is the token's.
 */
package io.leadloop.access.oidc;
