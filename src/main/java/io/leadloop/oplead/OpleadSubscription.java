package io.leadloop.oplead;

/**
 * A subscription as Oplead lists it.
 *
 * @param id Oplead's
 * @param url the address that is called; a secret
 */
public record OpleadSubscription(String id, String url) {
  @Override
  public String toString() {
    return "OpleadSubscription[id=" + id + "]";
  }
}
