package io.leadloop.console.form;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.console.access.AccessMessages;
import io.leadloop.console.customer.CustomerMessages;
import io.leadloop.console.endpoint.EndpointMessages;
import io.leadloop.console.provider.ProviderMessages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each form and each result has its words; none is left over. */
class FormWordsTest {
  private static final Path CONSOLE = Path.of("src/main/java/io/leadloop/console");
  private static final Path TAG = Path.of("src/main/resources/templates/tags/words.html");
  private static final Map<String, Class<?>> AREAS =
      Map.of(
          "access", AccessMessages.class,
          "customer", CustomerMessages.class,
          "provider", ProviderMessages.class,
          "endpoint", EndpointMessages.class);

  private static final Set<String> OF_ANY_FORM =
      Set.of(
          "optional",
          "missing",
          "no_number",
          "not_saved",
          "retype",
          "rare",
          "cancel",
          "back",
          "go_on");
  private static final Set<String> OF_ANY_RESULT =
      Set.of("once", "copy", "copied", "step", "outcome", "took", "passed", "failed");

  @Test
  void eachInputHasItsWords() throws ReflectiveOperationException {
    Set<String> wanted = new TreeSet<>(OF_ANY_FORM);
    for (FormDefinition form : definitions()) {
      for (FormField field : form.fields()) {
        wanted.add(field.label());
        Stream.ofNullable(field.hint()).forEach(wanted::add);
        field.choices().stream().filter(Choice::isMessage).map(Choice::text).forEach(wanted::add);
      }
    }
    assertThat(words(FormMessages.class)).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void eachFormHasATitleAndAnIntroductionInItsArea() throws ReflectiveOperationException {
    Set<String> wanted =
        definitions().stream()
            .map(definition -> Form.of(definition, "", "", ""))
            .flatMap(form -> Stream.of(form.title(), form.intro()))
            .map(words -> words.area() + ":" + words.key())
            .collect(toCollection(TreeSet::new));
    assertThat(ofAreas("title_", "intro_")).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void eachResultHasATitleInItsArea() throws IOException {
    assertThat(ofAreas("result_"))
        .containsAll(literals("Result\\s*\\.of(?:Steps)?\\(\\s*\"(\\w+:)(\\w+)\"", "result_"))
        .containsAll(literals("\\banswer\\(\"(\\w+:)(\\w+)\"", "result_"))
        .isSubsetOf(literals("\"(\\w+:)(\\w+)\"", "result_"));
  }

  @Test
  void eachLineOfAResultHasItsWords() throws IOException {
    Set<String> wanted = new TreeSet<>(OF_ANY_RESULT);
    wanted.addAll(literals("Fact\\.(?:of|secret)\\(\\s*()\"(\\w+)\"", "fact_"));
    wanted.addAll(literals("\\badd\\(facts, ()\"(\\w+)\"", "fact_"));
    assertThat(words(ResultMessages.class))
        .filteredOn(word -> !word.startsWith("step_")) // See MessagesTest.
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void aTemplateFindsTheWordsOfEachArea() {
    assertThat(AREAS.keySet())
        .allSatisfy(area -> assertThat(text(TAG)).contains("{" + area + ":message(of.key)}"));
  }

  /**
   * The keys that the code names.
   *
   * @param pattern its first group is the area with its colon, empty for none; its second the rest
   */
  private static Set<String> literals(String pattern, String beginning) throws IOException {
    Pattern literal = Pattern.compile(pattern);
    try (Stream<Path> files = Files.walk(CONSOLE)) {
      Set<String> found =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(file -> literal.matcher(text(file)).results())
              .map(match -> match.group(1) + beginning + match.group(2))
              .collect(toCollection(TreeSet::new));
      assertThat(found).as(pattern).isNotEmpty();
      return found;
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The areas' messages with one of these beginnings, after the area's name. */
  private static Set<String> ofAreas(String... beginnings) {
    return AREAS.entrySet().stream()
        .flatMap(
            area ->
                words(area.getValue()).stream()
                    .filter(word -> Stream.of(beginnings).anyMatch(word::startsWith))
                    .map(word -> area.getKey() + ":" + word))
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> words(Class<?> bundle) {
    return Arrays.stream(bundle.getMethods())
        .map(Method::getName)
        .collect(toCollection(TreeSet::new));
  }

  private static List<FormDefinition> definitions() throws ReflectiveOperationException {
    List<Field> fields =
        Stream.of("customer.CustomerForms", "provider.ProviderForms", "endpoint.EndpointForms")
            .map(FormWordsTest::load)
            .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
            .filter(field -> field.getType() == FormDefinition.class)
            .toList();
    assertThat(fields).hasSizeGreaterThan(15);
    return fields.stream().map(FormWordsTest::value).filter(Objects::nonNull).toList();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName("io.leadloop.console." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static FormDefinition value(Field field) {
    try {
      field.setAccessible(true);
      return (FormDefinition) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
