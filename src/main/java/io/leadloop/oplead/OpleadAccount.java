package io.leadloop.oplead;

import java.net.URI;
import java.util.Objects;

/** Where a customer's Oplead is, as whom to call it, and how it differs from the configuration. */
public record OpleadAccount(URI baseUrl, String token, AccountWire wire) {

  public OpleadAccount {
    Objects.requireNonNull(baseUrl, "baseUrl");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(wire, "wire");
  }

  /** An account that is called as the configuration says. */
  public OpleadAccount(URI baseUrl, String token) {
    this(baseUrl, token, AccountWire.AS_CONFIGURED);
  }

  /** Names neither the token nor the address, whose query could carry one. */
  @Override
  public String toString() {
    return "OpleadAccount[host=" + baseUrl.getHost() + ", token=***]";
  }
}
