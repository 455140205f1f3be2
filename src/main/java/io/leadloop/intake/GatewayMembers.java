package io.leadloop.intake;

import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.lead.text.PlainText;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

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

  /** By depth: reading an ancestor's name again for each member would take minutes. */
  private final List<Name> names = new ArrayList<>();

  private final Set<String> pointers = new LinkedHashSet<>();

  /**
   * @param parser at the start of the lead's document
   */
  GatewayMembers(JsonParser parser) {
    super(parser);
    this.depth = parser.getParsingContext().getNestingDepth();
  }

  /** JSON pointers, relative to the lead, to the owned members found; not to very many. */
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
    if (pointers.size() < ProblemException.MOST_ERRORS && isOwned(member)) {
      pointers.add(pointer(member));
    }
  }

  /** The provider and its name at the top level, a webhook address at any depth. */
  private boolean isOwned(JsonStreamContext member) {
    String path = "";
    for (JsonStreamContext at = member; at.getNestingDepth() >= depth; at = at.getParent()) {
      for (String part : parts(at)) {
        path = part + path;
        if (path.length() >= WEBHOOK.length()) {
          return path.equals(WEBHOOK);
        }
      }
    }
    return path.equals(PROVIDER) || path.equals(PROVIDER_NAME);
  }

  /** The parts of the current name at that depth, innermost first. */
  private List<String> parts(JsonStreamContext at) {
    if (!at.hasCurrentName()) {
      return List.of();
    }
    int level = at.getNestingDepth() - depth;
    while (names.size() <= level) {
      names.add(new Name("", List.of()));
    }
    if (!names.get(level).text.equals(at.getCurrentName())) {
      names.set(level, Name.of(at.getCurrentName()));
    }
    return names.get(level).parts;
  }

  private String pointer(JsonStreamContext member) {
    Deque<String> segments = new ArrayDeque<>();
    for (JsonStreamContext at = member; at.getNestingDepth() >= depth; at = at.getParent()) {
      segments.addFirst(segment(at));
    }
    return "/" + String.join("/", segments);
  }

  private static String segment(JsonStreamContext at) {
    return at.hasCurrentName()
        ? FieldError.escaped(at.getCurrentName())
        : Integer.toString(at.getCurrentIndex());
  }

  /** A member's name, and its parts, innermost first. */
  private record Name(String text, List<String> parts) {
    static Name of(String text) {
      List<String> parts =
          Stream.of(PlainText.decoded(text).split("[\\[\\]./]+"))
              .map(part -> PlainText.of(part).replace(" ", ""))
              .filter(part -> !part.isEmpty())
              .collect(toCollection(ArrayList::new));
      Collections.reverse(parts);
      return new Name(text, parts);
    }
  }
}
