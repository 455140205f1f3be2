package io.leadloop.reference;

import static java.util.Comparator.comparing;

import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The reference of all settings, made from the code that reads them: keys, types, defaults and
 * limits from the compiled interfaces, the words from the comments in their source.
 */
public final class ConfigurationReference {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern SETTINGS =
      Pattern.compile("@(ConfigMapping|ConfigProperty|WithDefault)\\(");
  private static final Path SHIPPED = Path.of("src/main/resources/application.properties");
  private static final String OWN = "leadloop.";

  /** Of two with one prefix the one with interfaces in it comes last, for theirs to follow it. */
  private static final Comparator<List<Section>> BY_PREFIX =
      comparing((List<Section> sections) -> sections.get(0).prefix()).thenComparing(List::size);

  private ConfigurationReference() {}

  /** The page as Markdown. */
  public static String page() throws IOException {
    List<Path> sources = sources();
    List<Class<?>> types = new ArrayList<>();
    for (Path source : sources) {
      types.add(type(source));
    }
    SourceComments comments = SourceComments.in(sources);
    Properties shipped = shipped();
    List<Section> sections = new ArrayList<>(mapped(types, comments, shipped));
    sections.add(injected(types, comments, shipped));
    return new ReferencePage(sections).markdown();
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        String text = Files.readString(file);
        if (SETTINGS.matcher(text).find()) {
          sources.add(file);
        }
      }
    }
    return sources;
  }

  private static Class<?> type(Path source) {
    String name =
        SOURCES.relativize(source).toString().replace(".java", "").replaceAll("[/\\\\]", ".");
    try {
      return Class.forName(name, false, ConfigurationReference.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Properties shipped() throws IOException {
    Properties shipped = new Properties();
    try (Reader reader = Files.newBufferedReader(SHIPPED)) {
      shipped.load(reader);
    }
    return shipped;
  }

  private static List<Section> mapped(
      List<Class<?>> types, SourceComments comments, Properties shipped) {
    MappedSettings settings = new MappedSettings(comments, shipped);
    return types.stream()
        .filter(type -> type.isAnnotationPresent(ConfigMapping.class))
        .map(settings::of)
        .sorted(BY_PREFIX)
        .flatMap(List::stream)
        .toList();
  }

  private static Section injected(
      List<Class<?>> types, SourceComments comments, Properties shipped) {
    InjectedSettings settings = new InjectedSettings(comments, shipped);
    return new Section(
        "##",
        "kafka",
        "What the gateway itself reads of the settings of Quarkus and of Kafka's client.",
        types.stream().flatMap(type -> settings.of(type, OWN)).distinct().toList());
  }
}
