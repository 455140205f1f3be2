package io.leadloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FilterOrderTest {
  private static final Path SOURCES = Path.of("src/main/java/io/leadloop");

  /** Every way in which a filter can be put into the path of a request. */
  private static final Pattern REGISTRATION =
      Pattern.compile("@Observes Filters |@ServerRequestFilter|@RouteFilter|\\.order\\(");

  @Test
  void everyFilterTakesItsPlaceFromTheList() {
    assertThat(filters()).isNotEmpty();
    assertThat(filters().filter(source -> !source.contains("FilterOrder."))).isEmpty();
  }

  @Test
  void everyPlaceIsTakenByOneFilter() {
    List<String> sources = filters().toList();
    for (Field place : places().toList()) {
      Pattern use = Pattern.compile("FilterOrder\\." + place.getName() + "\\b");
      assertThat(sources.stream().filter(source -> use.matcher(source).find()))
          .as(place.getName())
          .hasSize(1);
    }
  }

  /** Declared in the order of the passage: higher numbers of the router's filters come first. */
  @Test
  void theRouterFiltersAreListedAsTheyFollowEachOther() {
    assertThat(
            List.of(
                FilterOrder.REQUEST_ID,
                FilterOrder.LAST_ANSWER,
                FilterOrder.STRANGERS_BUDGET,
                FilterOrder.UNDECODABLE_TARGET,
                FilterOrder.PAGE_HEADERS,
                FilterOrder.CONSOLE_SWITCH,
                FilterOrder.PORTAL_SWITCH,
                FilterOrder.WEB_LIBRARIES,
                FilterOrder.ACCEPT,
                FilterOrder.CONTENT_TYPE))
        .isSortedAccordingTo((first, second) -> Integer.compare(second, first));
    assertThat(FilterOrder.CALLBACK_TOKEN).isLessThan(FilterOrder.BODY);
  }

  private static Stream<Field> places() {
    return Stream.of(FilterOrder.class.getDeclaredFields())
        .filter(field -> Modifier.isPublic(field.getModifiers()));
  }

  private static Stream<String> filters() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.startsWith(SOURCES.resolve("simulator")))
          .map(FilterOrderTest::read)
          .filter(source -> REGISTRATION.matcher(source).find())
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
