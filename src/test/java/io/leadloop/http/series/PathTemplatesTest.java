package io.leadloop.http.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.mapping.URITemplate;
import org.junit.jupiter.api.Test;

/** However long a path is, each of its characters is read only a few times. */
class PathTemplatesTest {
  private static final int LENGTH = 2_000;
  private static final int READS = 10;

  @Test
  void noPatternOfAPathReadsALongPathAgainAndAgain() throws IOException, URISyntaxException {
    List<Pattern> patterns =
        templates()
            .flatMap(template -> Stream.of(template, ServedCalls.unconstrained(template)))
            .distinct()
            .flatMap(PathTemplatesTest::patterns)
            .toList();
    assertThat(patterns).hasSizeGreaterThan(10);
    for (Pattern pattern : patterns) {
      for (String repeated : List.of("x", "x-", "-", "x/", "/", "0/x", "X")) {
        for (String end : List.of("", "/", "!", "/toke", "/keys/!", "/customers/x/!")) {
          String path = "/" + repeated.repeat(LENGTH / repeated.length()) + end;
          CountedText counted = new CountedText(path);
          boolean unused = pattern.matcher(counted).find(1);
          assertThat(counted.reads)
              .as("%s in %s...%s", pattern, repeated, end)
              .isLessThan((long) READS * path.length());
        }
      }
    }
  }

  private static Stream<String> templates() throws IOException, URISyntaxException {
    Path classes =
        Path.of(ServedCalls.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.endsWith("Resource.class"))
          .map(file -> file.replaceAll("\\.class$", "").replace(File.separatorChar, '.'))
          .toList()
          .stream()
          .map(PathTemplatesTest::load)
          .filter(type -> type.isAnnotationPresent(jakarta.ws.rs.Path.class))
          .flatMap(PathTemplatesTest::templates);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<String> templates(Class<?> resource) {
    String path = resource.getAnnotation(jakarta.ws.rs.Path.class).value();
    return Arrays.stream(resource.getMethods())
        .map(
            method ->
                Optional.ofNullable(method.getAnnotation(jakarta.ws.rs.Path.class))
                    .map(jakarta.ws.rs.Path::value)
                    .orElse(""))
        .map(rest -> rest.isEmpty() || rest.startsWith("/") ? path + rest : path + "/" + rest);
  }

  /** As the router compiles them. */
  private static Stream<Pattern> patterns(String template) {
    return Arrays.stream(new URITemplate(template, false).components)
        .map(component -> component.pattern)
        .filter(pattern -> pattern != null);
  }

  /** Counts how often its characters are read. */
  private static final class CountedText implements CharSequence {
    private final String text;
    private long reads;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      reads++;
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }
  }
}
