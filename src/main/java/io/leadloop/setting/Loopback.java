package io.leadloop.setting;

/** Recognizes loopback hosts. */
public final class Loopback {
  private Loopback() {}

  /** Whether the host of an address is this machine. */
  public static boolean is(String host) {
    return host.equals("localhost")
        || host.startsWith("127.")
        || host.equals("[::1]")
        || host.equals("::1");
  }
}
