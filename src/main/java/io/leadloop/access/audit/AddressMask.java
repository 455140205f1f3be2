package io.leadloop.access.audit;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides what an address may keep secret, its user name, password and query, from callers who may
 * only read: receivers of events often have their password there.
 */
public final class AddressMask {
  private static final String HIDDEN = "***";

  /** In a text or in JSON, which no address can end. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)(https?://)([^\\s\"\\\\/?#@]*@)?([^\\s\"\\\\?#]*)(\\?[^\\s\"\\\\#]*)?");

  private AddressMask() {}

  /** A text with the secrets of all its addresses hidden. */
  public static String in(String text) {
    return ADDRESS
        .matcher(text)
        .replaceAll(
            address ->
                Matcher.quoteReplacement(
                    address.group(1)
                        + (address.group(2) == null ? "" : HIDDEN + "@")
                        + address.group(3)
                        + (address.group(4) == null ? "" : "?" + HIDDEN)));
  }

  public static URI in(URI address) {
    return URI.create(in(address.toString()));
  }
}
