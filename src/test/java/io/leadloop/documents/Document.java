package io.leadloop.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of Markdown. */
public record Document(Path path, String text) {
  /** Where pages are, from the project's directory. */
  private static final List<Path> FOLDERS =
      Stream.of(".github", "src/docs", "helm", "deploy").map(Path::of).toList();

  private static final Pattern BLOCK =
      Pattern.compile("^( *)```(\\w*)\\n(.*?)^ *```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern HEADING = Pattern.compile("(?m)^(#{1,6}) (.*)$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern INLINE_CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");

  /** Every page of the project. */
  public static List<Document> all() {
    return Stream.concat(Stream.of(Path.of("README.md")), FOLDERS.stream().flatMap(Document::below))
        .map(Document::at)
        .toList();
  }

  /** The page of a file. */
  static Document at(Path path) {
    try {
      return new Document(path, Files.readString(path));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<Path> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Fenced code in the order of the page. */
  List<Block> blocks() {
    return BLOCK.matcher(text).results().map(b -> new Block(b.group(2), b.group(3))).toList();
  }

  /** Shell code in the order of the page. */
  List<String> commands() {
    return blocks().stream()
        .filter(block -> block.language().equals("sh"))
        .map(Block::code)
        .toList();
  }

  List<Heading> headings() {
    return HEADING
        .matcher(withoutBlocks())
        .results()
        .map(heading -> new Heading(heading.group(1).length(), heading.group(2)))
        .toList();
  }

  /** The anchors of the headings, as GitHub forms them. */
  List<String> anchors() {
    Map<String, Integer> seen = new HashMap<>();
    return headings().stream()
        .map(Heading::anchor)
        .map(
            anchor -> {
              int before = seen.merge(anchor, 1, Integer::sum) - 1;
              return before == 0 ? anchor : anchor + "-" + before;
            })
        .toList();
  }

  /** Targets of links and pictures, outside code. */
  List<String> links() {
    return LINK.matcher(prose()).results().map(link -> link.group(1)).toList();
  }

  /** Code within sentences. */
  List<String> inlineCode() {
    return INLINE_CODE.matcher(withoutBlocks()).results().map(code -> code.group(1)).toList();
  }

  /** The text without code, at the same places. */
  public String prose() {
    return blank(withoutBlocks(), INLINE_CODE, "X");
  }

  private String withoutBlocks() {
    return blank(text, BLOCK, " ");
  }

  private static String blank(String text, Pattern code, String by) {
    return code.matcher(text).replaceAll(found -> found.group().replaceAll("[^\\n]", by));
  }

  /** Fenced code with its language, which may be empty. */
  record Block(String language, String code) {}

  /** A heading; level 1 is the title. */
  record Heading(int level, String title) {
    String anchor() {
      String words = title.replaceAll("`|\\*\\*|\\]\\([^)]*\\)|\\[", "");
      return NOT_IN_ANCHORS
          .matcher(words.toLowerCase(Locale.ROOT))
          .replaceAll("")
          .replace(' ', '-');
    }
  }
}
