package io.leadloop.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each template and each file of the pages must not have, and must. */
class TemplateRulesTest {
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Path ASSETS = Path.of("src/main/resources/assets");
  private static final int MOST_STYLE_LINES = 600;
  private static final int MOST_SCRIPT_LINES = 120;

  private static final List<Pattern> FORBIDDEN =
      List.of(
          Pattern.compile("\\sstyle\\s*="),
          Pattern.compile("<style"),
          Pattern.compile("\\son[a-z]+\\s*="),
          Pattern.compile("hx-on"),
          Pattern.compile("<script(?![^>]*\\ssrc=)"),
          Pattern.compile("\\.raw\\b|\\|\\s*raw|\\.safe\\b"),
          Pattern.compile("(href|src|action|hx-[a-z]+)=\"(https?:|//|/)"),
          Pattern.compile("javascript:"),
          Pattern.compile("(href|src|action|hx-get|hx-post)=\"(?!\\{page\\.(root|asset)|#)"),
          Pattern.compile("<form(?![^>]*\\smethod=)"));

  @Test
  void noTemplateHasWhatThePolicyForbids() throws IOException {
    for (Path template : templates()) {
      String text = Files.readString(template);
      assertThat(FORBIDDEN)
          .as(template.toString())
          .allSatisfy(
              rule -> assertThat(rule.matcher(text).results().map(MatchResult::group)).isEmpty());
    }
  }

  @Test
  void eachInputHasALabel() throws IOException {
    for (Path template : templates()) {
      String text = Files.readString(template);
      assertThat(
              Pattern.compile("<(input|select|textarea)\\b[^>]*>")
                  .matcher(text)
                  .results()
                  .map(MatchResult::group)
                  .filter(
                      input -> !input.contains("type=\"hidden\"") && !input.contains(" hidden")))
          .as(template.toString())
          .allSatisfy(input -> assertThat(text).contains("<label", "for=\"" + id(input) + "\""));
    }
  }

  @Test
  void eachTableHasACaptionAndEachHeaderAScope() throws IOException {
    for (Path template : templates()) {
      String text = Files.readString(template);
      assertThat(count(text, "<caption")).as(template.toString()).isEqualTo(count(text, "<table"));
      assertThat(count(text, "<th scope="))
          .as(template.toString())
          .isEqualTo(count(text, "<th\\b"));
    }
  }

  @Test
  void eachPageHasOneHeadingAndATitle() throws IOException {
    for (Path template : templates()) {
      if (template.toString().endsWith("-page.html")) {
        String text = Files.readString(template);
        assertThat(count(text, "<h1>")).as(template.toString()).isEqualTo(1);
        assertThat(text)
            .as(template.toString())
            .contains("{#title}")
            .containsPattern("\\{#include (page|portal)/[a-z-]*layout}");
      }
    }
  }

  @Test
  void styleAndScriptStaySmall() throws IOException {
    assertThat(Files.readAllLines(ASSETS.resolve("leadloop.css")))
        .hasSizeLessThanOrEqualTo(MOST_STYLE_LINES)
        .noneMatch(line -> line.contains("url(") || line.contains("@import"));
    assertThat(Files.readAllLines(ASSETS.resolve("leadloop.js")))
        .hasSizeLessThanOrEqualTo(MOST_SCRIPT_LINES)
        .noneMatch(line -> line.contains("innerHTML") || line.contains("eval("));
  }

  private static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".html")).toList();
      assertThat(found).hasSizeGreaterThan(10);
      return found;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String id(String input) {
    return input.replaceFirst("(?s).*\\sid=\"([^\"]+)\".*", "$1");
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }
}
