package io.leadloop.customer;

import io.leadloop.oplead.AccountWire;
import java.net.URI;
import java.util.Optional;

/**
 * A customer's account at Oplead, as its row has it.
 *
 * @param baseUrl where its Oplead is, if not at the default address
 * @param sealedToken as in the customer's row
 */
public record KeptAccount(
    String customerSlug, Optional<URI> baseUrl, byte[] sealedToken, AccountWire wire) {

  @Override
  public String toString() {
    return "KeptAccount[" + customerSlug + ", token=***]";
  }
}
