package io.leadloop.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The paths of all pages, found in the classes of the application. */
final class SitePaths {
  private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target/classes");
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)(?::[^}]*)?\\}");

  private SitePaths() {}

  /** Where forms are posted to, with the ids of nothing that exists. */
  static List<String> posted() {
    return all(POST.class);
  }

  /** Where pages are. */
  static List<String> shown() {
    return all(GET.class);
  }

  private static List<String> all(Class<? extends Annotation> method) {
    try (Stream<java.nio.file.Path> files = Files.walk(CLASSES.resolve("io/leadloop"))) {
      return files
          .map(file -> CLASSES.relativize(file).toString())
          .filter(name -> name.endsWith("Resource.class"))
          .map(name -> name.replace(".class", "").replace('/', '.'))
          .sorted()
          .flatMap(name -> paths(load(name), method))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> paths(Class<?> type, Class<? extends Annotation> method) {
    return Arrays.stream(type.getMethods())
        .filter(one -> one.isAnnotationPresent(method))
        .filter(one -> type.isAnnotationPresent(Site.class) || one.isAnnotationPresent(Site.class))
        .map(one -> of(type) + of(one))
        .map(SitePaths::filled);
  }

  private static String of(Class<?> type) {
    return type.getAnnotation(Path.class).value();
  }

  private static String of(Method method) {
    return Optional.ofNullable(method.getAnnotation(Path.class)).map(Path::value).orElse("");
  }

  private static String filled(String template) {
    return PARAMETER
        .matcher(template)
        .replaceAll(
            found ->
                switch (found.group(1)) {
                  case "kind" -> "status";
                  case "key" -> "unknown";
                  case "customer", "provider" -> "nobody-here";
                  default -> "00000000-0000-7000-8000-000000000000";
                });
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
