package io.leadloop.session;

/** The issuer of the OIDC token that opened a session. */
record TokenReference(String issuer) implements SessionOrigin {}
