package io.leadloop.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every shell block of the documents is run by a test, or listed with the reason. */
class CommandCoverageTest {
  @Test
  void everyBlockIsRunOrListed() {
    assertThat(Document.all())
        .filteredOn(page -> !TranslationTest.isFrench(page.path()))
        .filteredOn(page -> !DocumentedPage.isRun(page.path()))
        .flatMap(
            page ->
                page.commands().stream()
                    .filter(code -> !UnrunCommands.areAll(code))
                    .map(code -> page.path() + ": " + code)
                    .toList())
        .isEmpty();
  }

  /** Otherwise commands in it would not be found. */
  @Test
  void everyBlockNamesItsLanguage() {
    assertThat(Document.all())
        .flatMap(page -> page.blocks().stream().map(block -> unnamed(page, block)).toList())
        .filteredOn(found -> !found.isEmpty())
        .isEmpty();
  }

  private static String unnamed(Document page, Document.Block block) {
    return block.language().isEmpty() ? page.path() + ": " + block.code() : "";
  }

  /** Compose runs these, with passwords of its own. */
  @Test
  void theRolesOfTheGuideAreThoseOfCompose() throws IOException {
    Document guide = Document.at(Path.of("src/docs/operator/guide.md"));
    List<String> statements =
        guide.blocks().stream()
            .filter(block -> block.language().equals("sql"))
            .flatMap(block -> block.code().lines())
            .map(line -> line.replaceFirst(" (password|;).*|;.*", ""))
            .toList();
    String compose = Files.readString(Path.of("deploy/create-database"));
    assertThat(statements).hasSize(3).allMatch(compose::contains);
  }

  @Test
  void expectationsNameBlocksThatAreRun() {
    Stream<DocumentedPage> pages = DocumentedPage.all().stream();
    List<DocumentedPage> wrong =
        pages
            .filter(page -> !page.blocks().keySet().containsAll(page.expected().keySet()))
            .toList();
    assertThat(wrong).isEmpty();
  }
}
