package io.leadloop.simulator.receiver;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** All receivers by name. A receiver is created by its first use. Thread-safe. */
public final class Receivers {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final ReceiverBounds bounds;
  private final Map<String, Receiver> receivers = new ConcurrentHashMap<>();

  public Receivers() {
    this(ReceiverBounds.defaults());
  }

  public Receivers(ReceiverBounds bounds) {
    this.bounds = bounds;
  }

  /**
   * The receiver of this name, new if there is none.
   *
   * @throws IllegalArgumentException if this cannot be a name
   * @throws IllegalStateException if there are too many receivers
   */
  public Receiver at(String name) {
    return use(name).orElseThrow(() -> new IllegalStateException("too many receivers"));
  }

  /** Forgets a receiver with its ledger and faults; false if there is none. */
  public boolean forget(String name) {
    return receivers.remove(name) != null;
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** The receiver of this name, empty if it was never used. */
  Optional<Receiver> find(String name) {
    return Optional.ofNullable(receivers.get(name));
  }

  /** The receiver of this name, new if there is none; empty if there are too many. */
  Optional<Receiver> use(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException("the name of a receiver must match " + NAME);
    }
    Receiver known = receivers.get(name);
    return known == null && receivers.size() >= bounds.receivers()
        ? Optional.empty()
        : Optional.of(receivers.computeIfAbsent(name, this::create));
  }

  private Receiver create(String name) {
    return new Receiver(
        name, new ReceiverLedger(() -> share(bounds.requests()), () -> share(bounds.events())));
  }

  private int share(int bound) {
    return ReceiverBounds.share(bound, receivers.size());
  }
}
