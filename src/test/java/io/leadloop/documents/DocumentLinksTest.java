package io.leadloop.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links of the documents lead to files and headings, and each page is reached. */
class DocumentLinksTest {
  private static final Path INDEX = Path.of("src/docs/README.md");
  private static final Pattern OUTSIDE = Pattern.compile("^(https?|mailto):.*");
  private static final Pattern PAGE_IN_CODE = Pattern.compile("src/docs/[\\w/.-]+\\.\\w+");

  @Test
  void everyLinkLeadsSomewhere() {
    assertThat(Document.all())
        .hasSizeGreaterThan(20)
        .flatMap(page -> page.links().stream().map(link -> broken(page, link)).toList())
        .filteredOn(Optional::isPresent)
        .isEmpty();
  }

  @Test
  void theIndexListsEveryPageOfAReader() {
    Document index = Document.at(INDEX);
    List<Path> listed = index.links().stream().map(link -> target(index, link)).toList();
    assertThat(Document.all())
        .extracting(Document::path)
        .filteredOn(page -> page.startsWith("src/docs") && !page.equals(INDEX))
        .filteredOn(page -> !page.startsWith("src/docs/contributor/decisions"))
        .isSubsetOf(listed);
  }

  /** Applied migrations cannot be edited, so theirs may be old. */
  @Test
  void pagesThatCodeNamesExist() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources)
          .flatMap(source -> PAGE_IN_CODE.matcher(Files.readString(source)).results().toList())
          .extracting(found -> Path.of(found.group()))
          .isNotEmpty()
          .allMatch(Files::exists);
    }
  }

  private static Optional<String> broken(Document page, String link) {
    if (OUTSIDE.matcher(link).matches()) {
      return Optional.empty();
    }
    Path target = target(page, link);
    String anchor = link.contains("#") ? link.substring(link.indexOf('#') + 1) : "";
    boolean leads =
        Files.exists(target)
            && (anchor.isEmpty() || Document.at(target).anchors().contains(anchor));
    return leads ? Optional.empty() : Optional.of(page.path() + ": " + link);
  }

  static Path target(Document page, String link) {
    String file = link.replaceFirst("#.*", "");
    return file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize();
  }
}
