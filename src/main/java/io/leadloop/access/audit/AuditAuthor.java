package io.leadloop.access.audit;

/**
 * Who makes a change, for work that goes on after the request.
 *
 * @param actor a key without its secret and its name, or {@code oidc:} and the subject of a token
 * @param address the client's address
 */
public record AuditAuthor(String actor, String address) {}
