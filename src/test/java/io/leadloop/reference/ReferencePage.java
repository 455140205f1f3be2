package io.leadloop.reference;

import java.util.List;

/** Sections of settings as a page of Markdown, a table for each. */
final class ReferencePage {
  private static final String INTRODUCTION =
      """
      # Configuration

      Every setting of `leadloop.*`, made from the code, with which a test compares this page. \
      [Settings to know](operator/guide.md#settings-to-know) lists those that decide an installation, \
      and those of Quarkus. A setting is given as a system property by its key, as an environment \
      variable, or as a line of `config/application.properties` in the working directory.

      - **Values:** a list has commas between its elements; a duration is one of ISO 8601, such as \
      `PT30S` or `P7D`; words to choose from may have capitals.
      - **Defaults:** a setting with `none` may be left out, one that is `required` may not; \
      `${key:value}` is the value of that key, or otherwise the one after the colon.
      """;

  private static final String TABLE =
      """
      | Key | Environment variable | Meaning | Type | Default | Limits |
      |---|---|---|---|---|---|
      """;

  private final List<Section> sections;

  ReferencePage(List<Section> sections) {
    this.sections = sections;
  }

  String markdown() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    String heading = "";
    for (Section section : sections) {
      if (!section.heading().equals(heading)) {
        heading = section.heading();
        page.append('\n').append(heading).append('\n');
      }
      page.append('\n').append(section.text()).append('\n');
      if (!section.settings().isEmpty()) {
        page.append('\n').append(TABLE);
        section.settings().forEach(setting -> page.append(row(setting)));
      }
    }
    return page.toString();
  }

  private static String row(Setting setting) {
    List<String> cells =
        List.of(
            "`" + setting.key() + "`",
            "`" + setting.variable() + "`",
            setting.meaning(),
            setting.type(),
            setting.fallback(),
            setting.limits());
    return "| " + String.join(" | ", cells.stream().map(ReferencePage::cell).toList()) + " |\n";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
