package io.leadloop.customer;

import io.leadloop.oplead.AccountWire;
import java.net.URI;
import java.util.Optional;

/**
 * The address, token and overrides of a customer's Oplead, as administrators set them.
 *
 * @param baseUrl empty for the gateway's default
 */
public record OpleadAccess(Optional<URI> baseUrl, String token, AccountWire wire) {
  private static final int HINT_CHARACTERS = 4;

  /** An Oplead without overrides. */
  public OpleadAccess(Optional<URI> baseUrl, String token) {
    this(baseUrl, token, AccountWire.AS_CONFIGURED);
  }

  /** The last four characters of the token, for display; fewer of a short one. */
  String hint() {
    int shown = Math.min(HINT_CHARACTERS, token.length() / 4);
    return token.substring(token.length() - shown);
  }

  @Override
  public String toString() {
    return "OpleadAccess[baseUrl=" + baseUrl + ", token=***]";
  }
}
