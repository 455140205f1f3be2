package io.leadloop.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import io.leadloop.lead.text.PlainText;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Detects members of a lead that the gateway owns while the document is parsed: Oplead may read
 * {@code Provider_Webhook_URL}, {@code provider[webhook_url]} or {@code {"provider": {"webhookUrl":
 * …}}} like {@code provider_webhook_url}, so only the letters and digits of the names on the path
 * are compared. It sees every member, including overridden duplicates.
 */
final class GatewayMembers extends JsonParserDelegate {
  private static final String PROVIDER = "provider";
  private static final String PROVIDER_NAME = "providername";
  private static final String WEBHOOK = "providerwebhookurl";

  /** The endings of owned names; all other names are skipped. */
  private static final Set<String> ENDINGS = Set.of(PROVIDER, "name", "url");

  private final int depth;
  private final Set<String> pointers = new LinkedHashSet<>();

  /**
   * @param parser at the start of the lead's document
   */
  GatewayMembers(JsonParser parser) {
    super(parser);
    this.depth = parser.getParsingContext().getNestingDepth();
  }

  /** JSON pointers, relative to the lead, to the owned members found. */
  Set<String> pointers() {
    return pointers;
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = delegate.nextToken();
    if (token == JsonToken.FIELD_NAME && mayBeOwned(delegate.currentName())) {
      check(delegate.getParsingContext());
    }
    return token;
  }

  private static boolean mayBeOwned(String name) {
    if (!name.chars().allMatch(GatewayMembers::isPlain)) {
      return true;
    }
    String letters = name.toLowerCase(Locale.ROOT).replace("_", "");
    return ENDINGS.stream().anyMatch(letters::endsWith);
  }

  private static boolean isPlain(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9';
  }

  private void check(JsonStreamContext member) {
    Deque<String> names = new ArrayDeque<>();
    StringBuilder pointer = new StringBuilder();
    for (JsonStreamContext at = member; at.getNestingDepth() >= depth; at = at.getParent()) {
      if (at.hasCurrentName()) {
        addParts(names, at.getCurrentName());
      }
      pointer.insert(0, "/" + segment(at));
    }
    if (isOwned(names)) {
      pointers.add(pointer.toString());
    }
  }

  /** Adds the parts of a name, innermost first. */
  private static void addParts(Deque<String> names, String name) {
    String[] parts = PlainText.decoded(name).split("[\\[\\]./]+");
    for (int last = parts.length - 1; last >= 0; last--) {
      String part = PlainText.of(parts[last]).replace(" ", "");
      if (!part.isEmpty()) {
        names.addLast(part);
      }
    }
  }

  /** The provider and its name at the top level, a webhook address at any depth. */
  private static boolean isOwned(Deque<String> names) {
    String path = "";
    for (String name : names) {
      path = name + path;
      if (path.equals(WEBHOOK)) {
        return true;
      }
    }
    return path.equals(PROVIDER) || path.equals(PROVIDER_NAME);
  }

  private static String segment(JsonStreamContext at) {
    return at.hasCurrentName()
        ? at.getCurrentName().replace("~", "~0").replace("/", "~1")
        : Integer.toString(at.getCurrentIndex());
  }
}
