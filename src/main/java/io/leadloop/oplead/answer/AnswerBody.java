package io.leadloop.oplead.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.leadloop.oplead.text.BodyCharset;
import io.leadloop.oplead.text.ContentCoding;
import io.leadloop.oplead.text.CutJson;
import io.leadloop.oplead.text.JsonFields;
import io.leadloop.oplead.text.LenientJson;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A parsed answer body; its kind is detected from the content, not from the headers.
 *
 * @param text the decoded text, or why the body is unreadable
 * @param root its JSON, of truncated JSON the part before the cut; otherwise a missing node
 */
public record AnswerBody(Kind kind, String text, JsonNode root) {
  private static final Pattern OTHER_TYPE =
      Pattern.compile(
          "(?i)\\s*+(?:text/(?:html|css)|(?:image|audio|video|font|multipart)/"
              + "|application/(?:pdf|zip)|[^;]*xml).*",
          Pattern.DOTALL);

  /** The answer of a simple script that left the default type HTML. */
  private static final Pattern ONE_WORD = Pattern.compile("[\\p{L}\\p{N}_.!-]{1,40}");

  private static final Pattern HTML =
      Pattern.compile("(?i)\\s*text/html\\s*(?:;.*)?", Pattern.DOTALL);

  private static final int LONGEST_SENTENCE = 200;

  /** Words of login and error pages in front of the API. */
  private static final Pattern OF_NO_API =
      Pattern.compile(
          "(?iu)\\b(?:connect(?:er|ion)?|connexion|log ?in|sign ?in|maintenance|unavailable"
              + "|indisponible|forbidden|not found)\\b");

  /** PHP error output of a script that failed. */
  private static final Pattern SCRIPT_ERROR =
      Pattern.compile("(?i)(?:php )?(?:fatal error|parse error|warning|notice|deprecated) ?:");

  /** The kind of a body. */
  enum Kind {
    EMPTY,
    /** An object or an array. */
    JSON,
    /** Truncated or invalid JSON. */
    CUT_JSON,
    TEXT,
    /** A page, or anything else that an API does not answer. */
    PAGE,
    /** A body in an unknown content coding. */
    UNREADABLE
  }

  /**
   * @param type as in {@code Content-Type}
   * @param coding as in {@code Content-Encoding}
   * @param limit the maximum decoded bytes to read
   */
  public static AnswerBody read(
      byte[] body, Optional<String> type, Optional<String> coding, int limit) {
    return ContentCoding.decode(body, coding.orElse(""), limit)
        .map(plain -> of(BodyCharset.of(type.orElse(null)).decode(plain).strip(), type.orElse("")))
        .orElseGet(() -> unreadable("a body in the content coding " + coding.orElse("")));
  }

  /** A body whose content is unknown. */
  public static AnswerBody unreadable(String what) {
    return new AnswerBody(Kind.UNREADABLE, "(" + what + ")", MissingNode.getInstance());
  }

  private static AnswerBody of(String text, String type) {
    if (text.isEmpty()) {
      return new AnswerBody(Kind.EMPTY, text, MissingNode.getInstance());
    }
    Optional<JsonNode> json = json(text);
    if (json.isPresent()) {
      return new AnswerBody(Kind.JSON, text, json.get());
    }
    JsonNode beginning =
        LenientJson.looksLikeJson(text) ? CutJson.read(text) : MissingNode.getInstance();
    if (!beginning.isEmpty()) {
      return new AnswerBody(Kind.CUT_JSON, text, beginning);
    }
    return new AnswerBody(isPage(text, type) ? Kind.PAGE : Kind.TEXT, text, beginning);
  }

  /** Also finds JSON inside a JSON string, or after the warnings of a script. */
  private static Optional<JsonNode> json(String text) {
    if (!LenientJson.looksLikeJson(text)) {
      int brace = text.indexOf('{');
      return brace < 0
          ? Optional.empty()
          : LenientJson.readWhole(text.substring(brace)).filter(JsonNode::isObject);
    }
    JsonNode value = JsonFields.read(text).root();
    if (value.isTextual()) {
      return LenientJson.readWhole(value.textValue().strip()).filter(JsonNode::isContainerNode);
    }
    return value.isContainerNode()
        ? Optional.of(value)
        : LenientJson.read(text).filter(JsonNode::isContainerNode);
  }

  private static boolean isPage(String text, String type) {
    return text.startsWith("<")
        || SCRIPT_ERROR.matcher(text).lookingAt()
        || OTHER_TYPE.matcher(type).matches()
            && !ONE_WORD.matcher(text).matches()
            && !isSentence(text, type);
  }

  private static boolean isSentence(String text, String type) {
    return HTML.matcher(type).matches()
        && text.length() <= LONGEST_SENTENCE
        && text.indexOf('<') < 0
        && !OF_NO_API.matcher(text).find();
  }

  boolean isPage() {
    return kind == Kind.PAGE;
  }

  public boolean isJson() {
    return kind == Kind.JSON;
  }

  boolean isCutJson() {
    return kind == Kind.CUT_JSON;
  }

  JsonFields fields() {
    return new JsonFields(root);
  }

  /** Omits the content, which may be personal. */
  @Override
  public String toString() {
    return "AnswerBody[" + kind + "]";
  }
}
