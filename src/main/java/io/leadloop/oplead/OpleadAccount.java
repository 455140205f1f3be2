package io.leadloop.oplead;

import java.net.URI;
import java.util.Objects;

/** Where a customer's Oplead is, and as whom to call it. */
public record OpleadAccount(URI baseUrl, String token) {

  public OpleadAccount {
    Objects.requireNonNull(baseUrl, "baseUrl");
    Objects.requireNonNull(token, "token");
  }

  /** Names neither the token nor the address, whose query could carry one. */
  @Override
  public String toString() {
    return "OpleadAccount[host=" + baseUrl.getHost() + ", token=***]";
  }
}
