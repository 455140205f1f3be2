package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.oplead.profile.ProviderFields;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * A lead to send: the provider's document, byte for byte, with the gateway's own members inserted
 * before its first one. The document is never parsed and serialized, which would change numbers,
 * escapes and duplicate members.
 */
public final class OpleadLead {

  private final byte[] document;
  private final int brace;
  private final String providerName;
  private final URI webhookUrl;
  private final boolean test;

  /** A lead that is not a test; see the other constructor. */
  public OpleadLead(byte[] document, String providerName, URI webhookUrl) {
    this(document, providerName, webhookUrl, false);
  }

  /**
   * @param document a JSON object in UTF-8, without the members that the gateway owns, since of two
   *     members with one name most readers take the later one
   * @param test whether to send it in Oplead's test mode
   */
  public OpleadLead(byte[] document, String providerName, URI webhookUrl, boolean test) {
    this.document = document.clone();
    this.brace = skipWhitespace(0);
    this.providerName = Objects.requireNonNull(providerName, "providerName");
    this.webhookUrl = Objects.requireNonNull(webhookUrl, "webhookUrl");
    this.test = test;
    if (!isAt(brace, '{')) {
      throw new IllegalArgumentException("The lead's document is not a JSON object");
    }
  }

  boolean isTest() {
    return test;
  }

  /** The document, with the gateway's members if the receiver takes them. */
  byte[] withProvider(Optional<ProviderFields> fields) {
    return fields.map(this::body).orElseGet(document::clone);
  }

  /** The request's body. */
  byte[] body(ProviderFields fields) {
    byte[] members = fields.members(providerName, webhookUrl).getBytes(UTF_8);
    int rest = brace + 1;
    byte[] comma = isAt(skipWhitespace(rest), '}') ? new byte[0] : new byte[] {','};
    byte[] body = new byte[document.length + members.length + comma.length];
    System.arraycopy(document, 0, body, 0, rest);
    System.arraycopy(members, 0, body, rest, members.length);
    System.arraycopy(comma, 0, body, rest + members.length, comma.length);
    int resumed = rest + members.length + comma.length;
    System.arraycopy(document, rest, body, resumed, document.length - rest);
    return body;
  }

  private int skipWhitespace(int from) {
    int at = from;
    while (isAt(at, ' ') || isAt(at, '\t') || isAt(at, '\n') || isAt(at, '\r')) {
      at++;
    }
    return at;
  }

  private boolean isAt(int at, char expected) {
    return at < document.length && document[at] == expected;
  }

  /** Omits the lead, which is personal data. */
  @Override
  public String toString() {
    return "OpleadLead[" + document.length + " bytes]";
  }
}
