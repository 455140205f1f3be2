package io.leadloop.words;

import io.leadloop.documents.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file of the project whose comments and messages people read. */
public record SourceFile(Path path) {
  private static final List<String> ROOTS =
      List.of(
          "README.md",
          ".github",
          "deploy",
          "helm",
          "src/bench",
          "src/docs",
          "src/main",
          "src/test");

  private static final Path DOCUMENTS = Path.of("src/docs");
  private static final Path OPERATIONS = Path.of("deploy/observability");
  private static final Pattern KINDS =
      Pattern.compile(".*\\.(java|properties|ya?ml|sql|md|tpl|py|mjs|php|sh)|[^.]+");

  /** In a contract the names of members are data, and its other text is read. */
  private static final Pattern DATA_NAME =
      Pattern.compile("[\\w-]+(?=:\\s)|(?<=required: )\\[[^\\]]*\\]");

  /** In the product's code each literal of several words reaches a reader. */
  private static final Pattern SENTENCE = Pattern.compile("\\p{L}[,;:.]?\\s+\\p{L}");

  /** In tests most literals are data; arguments of these describe a failure. */
  private static final Pattern DESCRIBES =
      Pattern.compile(
          "as|describedAs|alias|fail|withFailMessage|overridingErrorMessage"
              + "|(trace|debug|info|warn|error)f?|\\w+(Exception|Error)");

  public static List<SourceFile> all() throws IOException {
    List<SourceFile> all = new ArrayList<>();
    for (String root : ROOTS) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        files.sorted().map(SourceFile::new).filter(SourceFile::mayBeReworded).forEach(all::add);
      }
    }
    return all;
  }

  /** A line per word to avoid: its place, and the word. */
  public Stream<String> findings() {
    return AvoidedWords.in(path.toString(), prose());
  }

  /** The same for words that may occur a few times. */
  public Stream<String> rareFindings() {
    return AvoidedWords.rareIn(path.toString(), prose());
  }

  /** Migrations of a release stay as they are, their comments too. */
  public boolean isMigration() {
    return path.toString().contains("db/migration");
  }

  private boolean mayBeReworded() {
    return Files.isRegularFile(path)
        && (KINDS.matcher(path.getFileName().toString()).matches() || isDescriptive());
  }

  /** Its descriptions are read, by developers of consumers or by operators. */
  private boolean isDescriptive() {
    return (path.startsWith(DOCUMENTS) && path.toString().endsWith(".json"))
        || (path.startsWith(OPERATIONS) && !path.toString().endsWith(".md"));
  }

  private String prose() {
    String text;
    try {
      text = Files.readString(path);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    if (path.toString().endsWith(".java")) {
      return JavaProse.of(text, this::isMessage);
    }
    if (path.toString().endsWith(".md")) {
      return new Document(path, text).prose();
    }
    if (isDescriptive()) {
      return text;
    }
    if (path.startsWith(DOCUMENTS) && path.toString().endsWith(".yaml")) {
      return DATA_NAME.matcher(text).replaceAll(name -> " ".repeat(name.group().length()));
    }
    return LineComments.of(text, marker());
  }

  private String marker() {
    String name = path.toString();
    return name.endsWith(".sql") ? "--" : name.matches(".*\\.(mjs|php)") ? "//" : "#";
  }

  private boolean isMessage(String call, String literal) {
    return path.startsWith("src/main")
        ? SENTENCE.matcher(literal).find()
        : DESCRIBES.matcher(call).matches();
  }
}
