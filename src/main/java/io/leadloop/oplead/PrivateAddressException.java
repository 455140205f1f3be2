package io.leadloop.oplead;

import java.io.IOException;

/** A customer's host leads into the gateway's own network, where no customer may send it. */
final class PrivateAddressException extends IOException {

  private static final long serialVersionUID = 1L;

  PrivateAddressException() {
    super("The host has a private address");
  }
}
