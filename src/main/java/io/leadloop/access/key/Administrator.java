package io.leadloop.access.key;

/**
 * An administrator who showed a credential.
 *
 * @param name the name of the key's holder, or the subject of an OIDC token
 */
public record Administrator(String name, AdministratorRole role) {}
