package io.leadloop;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.ownership.TableOwners;
import io.leadloop.reference.GeneratedPart;
import io.leadloop.reference.PackageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The architecture page matches the tests' tables of packages and tables. */
class ArchitecturePageTest {
  private static final Path DOCUMENTS = Path.of("src/docs/contributor");
  private static final Path REVIEWED = DOCUMENTS.resolve("architecture.md");
  private static final Path GENERATED = Path.of("target/architecture.md");
  private static final Pattern DECISION = Pattern.compile("\\(decisions/([^)]+)\\)");

  @Test
  void pageHasTheTablesOfPackagesAndOwners() throws IOException {
    String reviewed = Files.readString(REVIEWED);
    String generated = generated(reviewed);
    Files.writeString(GENERATED, generated);
    assertThat(generated)
        .as("review the difference, then copy %s to %s", GENERATED, REVIEWED)
        .isEqualTo(reviewed);
  }

  @Test
  void thePageListsEveryDecision() throws IOException {
    List<String> listed =
        DECISION
            .matcher(Files.readString(REVIEWED))
            .results()
            .map(MatchResult::group)
            .map(link -> link.replaceAll("[()]", ""))
            .toList();
    try (Stream<Path> records = Files.list(DOCUMENTS.resolve("decisions"))) {
      assertThat(records.map(DOCUMENTS::relativize).map(Path::toString).sorted())
          .containsExactlyElementsOf(listed);
    }
  }

  static String generated(String page) throws IOException {
    String packages = PackageReference.table(PackageTable.MAY_USE);
    String withPackages = new GeneratedPart("packages", packages).writeInto(page);
    return new GeneratedPart("tables", tables()).writeInto(withPackages);
  }

  private static String tables() {
    return TableOwners.ALL.stream()
        .map(
            table ->
                "| `%s` | `%s` | %s |\n".formatted(table.name(), table.owner(), table.purpose()))
        .collect(joining("", "| Table | Owner | Rows |\n|---|---|---|\n", ""));
  }
}
