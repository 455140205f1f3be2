package io.leadloop.subscription;

import io.leadloop.oplead.OpleadSubscription;
import io.leadloop.oplead.SubscriptionKind;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The changes at Oplead that leave exactly one subscription of a kind at the current address, or
 * none. Subscriptions at outdated addresses, duplicates and unwanted ones are cancelled after the
 * one to keep exists.
 *
 * @param address the current callback address
 * @param kept Oplead's id of the one to keep
 * @param create whether to create one
 * @param cancel those to cancel
 */
record SubscriptionPlan(
    URI address, Optional<String> kept, boolean create, List<OpleadSubscription> cancel) {

  /**
   * @param wish the desired state
   * @param address the current callback address
   * @param ours Oplead's subscriptions of this kind at our addresses, current or older, in its
   *     order
   */
  static SubscriptionPlan of(DesiredSubscription wish, URI address, List<OpleadSubscription> ours) {
    Optional<String> kept =
        ours.stream()
            .filter(listed -> wish == DesiredSubscription.HAVE && isAt(address, listed))
            .map(OpleadSubscription::id)
            .findFirst();
    boolean create = wish != DesiredSubscription.NONE && kept.isEmpty();
    return new SubscriptionPlan(address, kept, create, ours).without(kept);
  }

  /**
   * The remaining plan after a creation. Oplead may return the id of an existing subscription, or
   * no id; in that case any one at the current address may be the new one.
   */
  SubscriptionPlan made(Optional<String> id) {
    List<OpleadSubscription> older = cancel.stream().filter(s -> !isAt(address, s)).toList();
    return new SubscriptionPlan(address, id, false, id.isPresent() ? cancel : older).without(id);
  }

  /** The remaining plan after the first cancellation. */
  SubscriptionPlan ended() {
    return new SubscriptionPlan(address, kept, create, cancel.subList(1, cancel.size()));
  }

  private SubscriptionPlan without(Optional<String> id) {
    List<OpleadSubscription> others =
        cancel.stream().filter(s -> !id.equals(Optional.of(s.id()))).toList();
    return new SubscriptionPlan(address, kept, create, others);
  }

  private static boolean isAt(URI address, OpleadSubscription listed) {
    return listed.url().equals(address.toString());
  }

  /** The desired state of one kind. */
  enum DesiredSubscription {
    /** Should not exist. */
    NONE,
    /** Should exist. */
    HAVE,
    /** Should be recreated. */
    RENEW;

    static DesiredSubscription of(
        SubscriptionKind kind, List<String> wanted, List<String> renewed) {
      if (!wanted.contains(kind.wireName())) {
        return NONE;
      }
      return renewed.contains(kind.wireName()) ? RENEW : HAVE;
    }
  }
}
