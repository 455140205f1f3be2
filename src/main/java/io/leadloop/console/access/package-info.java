/**
 * Who gets in, in the console: signing in with a key, a link or the issuer ({@link
 * io.leadloop.console.access.SignInPageResource}, {@link
 * io.leadloop.console.access.IssuerSignInResource}) and out, the administrators' keys and sessions,
 * and the audit. A key is shown once, in the answer to the form that created it.
 */
package io.leadloop.console.access;
