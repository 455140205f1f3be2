package io.leadloop.console.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each form and each result has its words; none is left over. */
class FormWordsTest {
  private static final Path CONSOLE = Path.of("src/main/java/io/leadloop/console");
  private static final Set<String> OF_ANY =
      Set.of(
          "optional",
          "missing",
          "rare",
          "cancel",
          "back",
          "go_on",
          "once",
          "copy",
          "copied",
          "step",
          "outcome",
          "took",
          "passed",
          "failed");

  @Test
  void eachFormHasItsWords() throws ReflectiveOperationException {
    Set<String> wanted = new TreeSet<>();
    for (FormDefinition form : definitions()) {
      wanted.add("title_" + form.key());
      wanted.add("intro_" + form.key());
      for (FormField field : form.fields()) {
        wanted.add(field.label());
        Stream.ofNullable(field.hint()).forEach(wanted::add);
        field.choices().stream().filter(Choice::isMessage).map(Choice::text).forEach(wanted::add);
      }
    }
    wanted.addAll(OF_ANY);
    assertThat(
            words().stream()
                .filter(word -> !word.startsWith("fact_") && !word.startsWith("result_")))
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void eachResultHasItsWords() throws IOException {
    assertThat(words()).containsAll(literals("Fact\\.(?:of|secret)\\(\\s*\"(\\w+)\"", "fact_"));
    assertThat(words()).containsAll(literals("\\badd\\(facts, \"(\\w+)\"", "fact_"));
    assertThat(words())
        .containsAll(literals("Result\\s*\\.of(?:Steps)?\\(\\s*\"(\\w+)\"", "result_"))
        .containsAll(literals("\\banswer\\(\"(\\w+)\"", "result_"));
  }

  private static Set<String> literals(String pattern, String prefix) throws IOException {
    Pattern literal = Pattern.compile(pattern);
    try (Stream<Path> files = Files.walk(CONSOLE)) {
      Set<String> found =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(file -> literal.matcher(text(file)).results())
              .map(match -> prefix + match.group(1))
              .collect(Collectors.toCollection(TreeSet::new));
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

  private static Set<String> words() {
    return Arrays.stream(FormMessages.class.getMethods())
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
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
