package io.leadloop.page.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What leads to a change is left out of pages for who may only read. */
class ViewerFormsTest {
  @Test
  void eachPostedFormIsGuardedByItself() {
    assertThat(
            ViewerForms.guarded(
                "<p>a</p><form class=\"x\" method=\"post\" action=\"y\"><button>b</button>\n</form>"
                    + "<form method=\"get\"></form><form method=\"post\"></form>"))
        .isEqualTo(
            "<p>a</p>{#if page.mayChange}<form class=\"x\" method=\"post\" action=\"y\">"
                + "<button>b</button>\n</form>{/if}"
                + "<form method=\"get\"></form>{#if page.mayChange}<form method=\"post\"></form>{/if}");
  }

  @Test
  void detailsWithSuchAFormAndLinksToOneAreGuarded() {
    assertThat(
            ViewerForms.guarded(
                "<details><summary>a</summary>b</details><details open><summary>c</summary>"
                    + "<form method=\"post\"></form></details><a href=\"d\">d</a>"
                    + "<a rel=\"edit\" href=\"e\"{#if f > 1} g{/if}>e</a>"))
        .isEqualTo(
            "<details><summary>a</summary>b</details>{#if page.mayChange}<details open>"
                + "<summary>c</summary><form method=\"post\"></form></details>{/if}"
                + "<a href=\"d\">d</a>{#if page.mayChange}"
                + "<a rel=\"edit\" href=\"e\"{#if f > 1} g{/if}>e</a>{/if}");
  }

  /** Otherwise it would be shown to viewers. */
  @Test
  void nothingInATemplateOfTheConsoleSendsAChangeOutsideOfAForm() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
      List<Path> templates =
          files
              .filter(file -> file.toString().contains("/console/"))
              .filter(Files::isRegularFile)
              .toList();
      assertThat(templates).hasSizeGreaterThan(8);
      for (Path template : templates) {
        String rest =
            ViewerForms.guarded(Files.readString(template))
                .replaceAll(
                    "(?s)\\{#if page\\.mayChange\\}<(form|details)\\b.*?</\\1>\\{/if\\}", "");
        assertThat(
                Pattern.compile("hx-(post|put|patch|delete)|formaction|method=\"post\"")
                    .matcher(rest)
                    .results()
                    .map(MatchResult::group))
            .as(template.toString())
            .isEmpty();
      }
    }
  }
}
