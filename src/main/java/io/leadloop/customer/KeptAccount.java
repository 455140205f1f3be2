package io.leadloop.customer;

import io.leadloop.oplead.AccountWire;
import java.net.URI;
import java.util.Optional;

/**
 * A customer's account at Oplead, as its row has it.
 *
 * @param customer whose it is
 * @param slug the customer's, for logs
 * @param baseUrl where its Oplead is, if not at the default address
 * @param sealedToken as in the customer's row; empty if the customer is archived
 */
public record KeptAccount(
    CustomerId customer,
    String slug,
    Optional<URI> baseUrl,
    Optional<byte[]> sealedToken,
    AccountWire wire) {

  @Override
  public String toString() {
    return "KeptAccount[" + slug + ", token=***]";
  }
}
