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

  /** The last four characters of the token, for display; none if that were more than half of it. */
  String hint() {
    int shown = token.length() < 2 * HINT_CHARACTERS ? 0 : HINT_CHARACTERS;
    return token.substring(token.length() - shown);
  }

  @Override
  public String toString() {
    return "OpleadAccess[baseUrl=" + baseUrl + ", token=***]";
  }
}
