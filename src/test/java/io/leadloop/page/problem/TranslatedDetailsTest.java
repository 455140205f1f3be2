package io.leadloop.page.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Each detail that a page can show is translated, and each translation is of a detail. */
class TranslatedDetailsTest {
  private static final Path SOURCES = Path.of("src/main/java/io/leadloop");

  /** No page of a site leads to these: calls of machines, and bodies that browsers do not send. */
  private static final Pattern OF_MACHINES =
      Pattern.compile(
          "(intake|callback|form|update|limit|statistics|api|command|simulator|embedded|capacity"
              + "|http/connection|http/json/JsonText|http/OpenApiMethods|access/FormAuthentication"
              + "|access/oidc/OidcConfig|kafka/ProviderBrokersConfig|admin/ReEncryption|push/wire/(Handshake|Push)"
              + "|push/DeliveryState)\\b.*");

  /** Of Bean Validation. */
  private static final Set<String> OF_A_LIBRARY =
      Set.of("must be greater than or equal to {least}", "must be less than or equal to {most}");

  private static final String LITERAL = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final String NOT_FOUND = "(?:notFound|none)\\(\\s*";

  private static final String VALUE = "[\\w.]+(?:\\([\\w, .\"]*\\))?";

  /** A literal or a value that is added to a literal. */
  private static final Pattern PIECE = Pattern.compile("\\+\\s*(?:" + LITERAL + "|" + VALUE + ")");

  /**
   * Where details are written: the English begins in its second group, and goes on in the third.
   */
  private static final Pattern DETAIL =
      Pattern.compile(
          "(?:ErrorCode\\.[A-Z_]+,\\s*|FieldError(?:\\.of)?\\([^;\"]*(?:"
              + LITERAL
              + ")?[^;\"]*,\\s*|(?:invalid|refuse|notIn)\\([^;]*?,\\s*|message = |detail ="
              + " |when\\([^;]*?,\\s*|message\\(\\) default\\s*|"
              + NOT_FOUND
              + ")"
              + LITERAL
              + "((?:\\s*\\+\\s*(?:"
              + LITERAL
              + "|"
              + VALUE
              + "))*)");

  /** Where reasons are written that are stored: those of outcomes, lanes, leads and endpoints. */
  private static final Pattern REASON =
      Pattern.compile(
          "(?:new (?:Outcome\\.)?(?:Unavailable|Unknown|NotAsked|Unreachable|NoAnswer)\\(\\s*"
              + "|(?:inItsPlace|Sleep)\\([^;\"]*,\\s*|DeadLetter\\.of\\(\\w+,\\s*"
              + "|\\bfailed\\(\\s*|String (?:TOO_MANY|EXPIRED|missing) =[^;\"]*|orElse\\(\\s*"
              + "|(?:^|\\s)(?:return|:|\\?)\\s+(?:reason \\+ |of\\(status\\)\\s*\\+ )?)()"
              + LITERAL
              + "((?:\\s*\\+\\s*(?:"
              + LITERAL
              + "|"
              + VALUE
              + "))*)");

  private static final Pattern WITH_REASONS =
      Pattern.compile(
          "(lane/(LaneReport|RetryPolicy|call/CustomerGuards)|forwarding/LeadSweeper"
              + "|oplead/answer/(Failure|Answer)Reason|oplead/answer/(\\w+)Classifier"
              + "|push/wire/Push(Failure|Exchange|Client)|subscription/SubscriptionReconciler"
              + "|feedback/log/LogBatch|feedback/projection/Projection)\\.java");

  /** What statements write. */
  private static final Pattern SQL_REASON =
      Pattern.compile(
          "(?:last_error|stop_reason|sleep_reason)\\s*=\\s*(?:coalesce\\([\\w.]+,\\s*)?'([^']+)'");

  @Test
  void eachDetailThatAPageCanShowIsTranslated() throws IOException {
    assertThat(untranslated(sources(), TranslatedDetailsTest::details, 100)).isEmpty();
    assertThat(details(Files.readString(SOURCES.resolve("push/endpoint/Endpoints.java"))))
        .contains("A provider has at most 7 endpoints.");
  }

  @Test
  void eachReasonThatAPageCanShowIsTranslated() throws IOException {
    List<Path> sources =
        everySource().stream()
            .filter(file -> WITH_REASONS.matcher(SOURCES.relativize(file).toString()).matches())
            .toList();
    assertThat(untranslated(sources, TranslatedDetailsTest::reasons, 25)).isEmpty();
    List<Path> statements = new ArrayList<>(everySource());
    statements.addAll(migrations());
    assertThat(untranslated(statements, TranslatedDetailsTest::ofStatements, 4)).isEmpty();
  }

  /** A reason is shown by the tag that translates it. */
  @Test
  void eachReasonOfATemplateIsShownInThePagesLanguage() throws IOException {
    Pattern shown =
        Pattern.compile("\\{[\\w.]*\\.(lastError|stopReason|sleepReason|reason)[^\\w.}]*}");
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".html")).toList()) {
        assertThat(shown.matcher(Files.readString(file)).results().map(MatchResult::group))
            .as(file.toString())
            .isEmpty();
      }
    }
  }

  private static Map<String, List<String>> untranslated(
      List<Path> files, Function<String, List<String>> texts, int least) throws IOException {
    TreeMap<String, List<String>> missing = new TreeMap<>();
    int found = 0;
    for (Path file : files) {
      for (String text : texts.apply(Files.readString(file))) {
        found++;
        if (ProblemCatalog.SHARED.detail(text, Locale.FRENCH).isEmpty()) {
          missing.computeIfAbsent(file.toString(), name -> new ArrayList<>()).add(text);
        }
      }
    }
    assertThat(found).isGreaterThanOrEqualTo(least);
    return missing;
  }

  /** Text after an HTTP status is part of the same sentence. */
  private static List<String> reasons(String source) {
    return texts(REASON, source).stream()
        .filter(text -> !text.equals("Leadloop"))
        .map(text -> text.matches("[ ,:].*") ? "HTTP 7" + text : text)
        .toList();
  }

  private static List<String> ofStatements(String source) {
    return SQL_REASON.matcher(source).results().map(found -> found.group(1)).toList();
  }

  private static List<Path> migrations() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
      return files.toList();
    }
  }

  /** What was reworded in the code would silently lose its translation. */
  @Test
  void eachTranslationIsOfSomethingInTheCode() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : everySource()) {
      all.append(joined(Files.readString(file)));
    }
    for (Path file : migrations()) {
      all.append(Files.readString(file));
    }
    JsonNode texts =
        new YAMLMapper()
            .readTree(Files.readString(Path.of("src/main/resources/problems/details_fr.yaml")));
    List<String> english =
        StreamSupport.stream(((Iterable<String>) texts::fieldNames).spliterator(), false).toList();
    assertThat(english).hasSizeGreaterThan(100).allMatch(detail -> isIn(all, detail));
    assertThat(isIn(all, "There is no planet.")).isFalse();
    assertThat(isIn(all, "The lead is on its way to the {place}.")).isFalse();
  }

  /** Its parts between values stand in the code. */
  private static boolean isIn(CharSequence code, String detail) {
    String ofWhat = detail.replaceFirst("^(There is|The provider has) no such (.*)\\.$", "$2");
    return OF_A_LIBRARY.contains(detail)
        || Stream.of(ofWhat.split("\\{[a-z]+}"))
            .filter(part -> part.length() > 2)
            .allMatch(part -> code.toString().contains(part));
  }

  private static List<String> details(String source) {
    return texts(DETAIL, source);
  }

  private static List<String> texts(Pattern pattern, String source) {
    List<String> found = new ArrayList<>();
    Matcher detail = pattern.matcher(joined(source));
    while (detail.find()) {
      String english = filled(detail.group(2), detail.group(3));
      boolean isNotFound = detail.group().matches("(?s)" + NOT_FOUND + ".*");
      found.add(isNotFound ? "There is no such " + english + "." : english);
    }
    // The caller names the missing resource.
    found.removeIf(english -> english.isBlank() || english.contains(" no such 7"));
    return found;
  }

  /** With a value at each place. */
  private static String filled(String start, String rest) {
    StringBuilder whole = new StringBuilder(start);
    Matcher piece = PIECE.matcher(rest);
    while (piece.find()) {
      whole.append(piece.group(1) == null ? "7" : piece.group(1));
    }
    return whole.toString().replaceAll("%[sd]|\\{\\w+}", "7").replace("\\\"", "\"");
  }

  /** With literals that are split over lines as one. */
  private static String joined(String source) {
    return source.replaceAll("\"\\s*\\+\\s*\"", "");
  }

  private static List<Path> sources() throws IOException {
    return everySource().stream()
        .filter(file -> !OF_MACHINES.matcher(SOURCES.relativize(file).toString()).matches())
        .toList();
  }

  private static List<Path> everySource() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
