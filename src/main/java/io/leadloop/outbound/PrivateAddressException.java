package io.leadloop.outbound;

import java.io.IOException;

/** A host resolves to a private address, which could be inside the gateway's network. */
public final class PrivateAddressException extends IOException {

  private static final long serialVersionUID = 1L;

  public PrivateAddressException() {
    super("The host has a private address");
  }
}
