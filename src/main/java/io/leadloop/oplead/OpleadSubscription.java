package io.leadloop.oplead;

/**
 * A subscription in Oplead's list.
 *
 * @param id Oplead's id
 * @param url the callback address; a secret
 */
public record OpleadSubscription(String id, String url) {
  @Override
  public String toString() {
    return "OpleadSubscription[id=" + id + "]";
  }
}
