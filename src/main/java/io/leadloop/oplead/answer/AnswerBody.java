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
 * The body of an answer: which kind it is, whatever its headers claim, and what it says.
 *
 * @param text without its content coding, in whatever charset it came; of an unreadable one, why
 * @param root its JSON; of JSON that was cut off, what comes before the cut; otherwise missing
 */
public record AnswerBody(Kind kind, String text, JsonNode root) {
  private static final Pattern OTHER_TYPE =
      Pattern.compile(
          "(?i)\\s*(?:text/(?:html|css)|(?:image|audio|video|font|multipart)/"
              + "|application/(?:pdf|zip)|[^;]*xml).*",
          Pattern.DOTALL);

  /** What scripts answer whose author left the type as it was, which is HTML. */
  private static final Pattern ONE_WORD = Pattern.compile("[\\p{L}\\p{N}_.!-]{1,40}");

  private static final Pattern HTML =
      Pattern.compile("(?i)\\s*text/html\\s*(?:;.*)?", Pattern.DOTALL);

  private static final int LONGEST_SENTENCE = 200;

  /** Words of what stands before the API. */
  private static final Pattern OF_NO_API =
      Pattern.compile(
          "(?iu)\\b(?:connect(?:er|ion)?|connexion|log ?in|sign ?in|maintenance|unavailable"
              + "|indisponible|forbidden|not found)\\b");

  /** What PHP writes where a script ends before it answers. */
  private static final Pattern SCRIPT_ERROR =
      Pattern.compile("(?i)(?:php )?(?:fatal error|parse error|warning|notice|deprecated) ?:");

  /** What a body is. */
  enum Kind {
    EMPTY,
    /** An object or an array. */
    JSON,
    /** JSON that was cut off or is broken. */
    CUT_JSON,
    TEXT,
    /** A page, or anything else that no API answers. */
    PAGE,
    /** In a content coding that is unknown here. */
    UNREADABLE
  }

  /**
   * @param type as in {@code Content-Type}
   * @param coding as in {@code Content-Encoding}
   * @param limit how many bytes of the decoded body are read
   */
  public static AnswerBody read(
      byte[] body, Optional<String> type, Optional<String> coding, int limit) {
    return ContentCoding.decode(body, coding.orElse(""), limit)
        .map(plain -> of(BodyCharset.of(type.orElse(null)).decode(plain).strip(), type.orElse("")))
        .orElseGet(() -> unreadable("a body in the content coding " + coding.orElse("")));
  }

  /** A body of which nothing is known but that it is there. */
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

  /** Also JSON that was written into a text, or that follows the warnings of a script. */
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

  /** Names nothing that was answered, which may be personal. */
  @Override
  public String toString() {
    return "AnswerBody[" + kind + "]";
  }
}
