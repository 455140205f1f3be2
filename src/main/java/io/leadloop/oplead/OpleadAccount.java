package io.leadloop.oplead;

import java.net.URI;

/** Where a customer's Oplead is and the token that it takes. */
public record OpleadAccount(URI baseUrl, String token) {
  @Override
  public String toString() {
    return "OpleadAccount[baseUrl=" + baseUrl + ", token=***]";
  }
}
