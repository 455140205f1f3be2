package io.leadloop.subscription;

import io.leadloop.oplead.OpleadSubscription;
import io.leadloop.oplead.SubscriptionKind;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done at Oplead, so that a kind is subscribed to once and at today's address, or not
 * at all. An address that a rotated key made, a subscription that is there twice, one that nobody
 * wants any more: whatever is not the one that stays ends, after that one is there.
 *
 * @param address today's
 * @param stays Oplead's id of the one that stays
 * @param make whether one is to be made
 * @param end those that end
 */
record SubscriptionPlan(
    URI address, Optional<String> stays, boolean make, List<OpleadSubscription> end) {

  /**
   * @param wish what is wanted
   * @param address today's
   * @param ours what Oplead lists of this kind at an address of ours, today's or an older one, in
   *     Oplead's order
   */
  static SubscriptionPlan of(DesiredSubscription wish, URI address, List<OpleadSubscription> ours) {
    Optional<String> stays =
        ours.stream()
            .filter(listed -> wish == DesiredSubscription.HAVE && isAt(address, listed))
            .map(OpleadSubscription::id)
            .findFirst();
    boolean make = wish != DesiredSubscription.NONE && stays.isEmpty();
    return new SubscriptionPlan(address, stays, make, ours).without(stays);
  }

  /**
   * What is left when one was made. Oplead may have given the id of one that was there before, or
   * none: then whatever is at today's address may be the one that was made.
   */
  SubscriptionPlan made(Optional<String> id) {
    List<OpleadSubscription> older = end.stream().filter(s -> !isAt(address, s)).toList();
    return new SubscriptionPlan(address, id, false, id.isPresent() ? end : older).without(id);
  }

  /** What is left when the first of those that end has ended. */
  SubscriptionPlan ended() {
    return new SubscriptionPlan(address, stays, make, end.subList(1, end.size()));
  }

  private SubscriptionPlan without(Optional<String> id) {
    List<OpleadSubscription> others =
        end.stream().filter(s -> !id.equals(Optional.of(s.id()))).toList();
    return new SubscriptionPlan(address, stays, make, others);
  }

  private static boolean isAt(URI address, OpleadSubscription listed) {
    return listed.url().equals(address.toString());
  }

  /** What is wanted of one kind. */
  enum DesiredSubscription {
    /** It is not to be there. */
    NONE,
    /** It is to be there. */
    HAVE,
    /** It is to be made anew. */
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
