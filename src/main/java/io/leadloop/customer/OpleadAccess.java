package io.leadloop.customer;

import java.net.URI;
import java.util.Optional;

/**
 * Where a customer's Oplead is and the token it takes.
 *
 * @param baseUrl empty for the gateway's default
 */
public record OpleadAccess(Optional<URI> baseUrl, String token) {
  private static final int HINT_CHARACTERS = 4;

  /** The last four characters of the token, for people to recognise it by; fewer of a short one. */
  String hint() {
    int shown = Math.min(HINT_CHARACTERS, token.length() / 4);
    return token.substring(token.length() - shown);
  }

  @Override
  public String toString() {
    return "OpleadAccess[baseUrl=" + baseUrl + ", token=***]";
  }
}
