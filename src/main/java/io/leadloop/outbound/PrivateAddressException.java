package io.leadloop.outbound;

import java.io.IOException;

/** A customer's host leads into the gateway's own network, where no customer may send it. */
public final class PrivateAddressException extends IOException {

  private static final long serialVersionUID = 1L;

  public PrivateAddressException() {
    super("The host has a private address");
  }
}
