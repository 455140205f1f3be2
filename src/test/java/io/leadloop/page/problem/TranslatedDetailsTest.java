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
import java.util.Set;
import java.util.TreeMap;
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
              + "|http/connection|http/JsonText|http/OpenApiMethods|access/FormAuthentication"
              + "|access/oidc/OidcConfig|admin/ReEncryption|push/wire/(Handshake|Push)"
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
          "(?:ErrorCode\\.[A-Z_]+,\\s*|new FieldError\\([^;\"]*(?:"
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

  @Test
  void eachDetailThatAPageCanShowIsTranslated() throws IOException {
    TreeMap<String, List<String>> missing = new TreeMap<>();
    List<String> found = new ArrayList<>();
    for (Path file : sources()) {
      for (String detail : details(Files.readString(file))) {
        found.add(detail);
        if (ProblemCatalog.SHARED.detail(detail, Locale.FRENCH).isEmpty()) {
          missing.computeIfAbsent(file.toString(), name -> new ArrayList<>()).add(detail);
        }
      }
    }
    assertThat(found).hasSizeGreaterThan(100).contains("A provider has at most 7 endpoints.");
    assertThat(missing).isEmpty();
  }

  /** What was reworded in the code would silently lose its translation. */
  @Test
  void eachTranslationIsOfSomethingInTheCode() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : everySource()) {
      all.append(joined(Files.readString(file)));
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
    List<String> found = new ArrayList<>();
    Matcher detail = DETAIL.matcher(joined(source));
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
