package io.leadloop.oplead;

import java.net.URI;
import java.util.Objects;

/**
 * The address, token and overrides of a customer's Oplead.
 *
 * @param baseUrl of its REST API or, where leads go by that, the address of the form import
 */
public record OpleadAccount(URI baseUrl, String token, AccountWire wire) {

  public OpleadAccount {
    Objects.requireNonNull(baseUrl, "baseUrl");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(wire, "wire");
  }

  /** An account without overrides. */
  public OpleadAccount(URI baseUrl, String token) {
    this(baseUrl, token, AccountWire.AS_CONFIGURED);
  }

  /** Omits the token and the address, whose query could contain one. */
  @Override
  public String toString() {
    return "OpleadAccount[host=" + baseUrl.getHost() + ", token=***]";
  }
}
