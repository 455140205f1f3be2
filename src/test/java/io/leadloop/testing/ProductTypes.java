package io.leadloop.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Types of the product, without the seconds that an import of all of them takes. */
public final class ProductTypes {
  private static final Path SOURCES = Path.of("src/main/java");

  private ProductTypes() {}

  /**
   * All types with an annotation, nested ones included.
   *
   * @param annotation one that is kept at run time
   */
  public static List<Class<?>> annotatedWith(Class<? extends Annotation> annotation) {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java") && mentions(file, annotation))
          .map(ProductTypes::load)
          .flatMap(ProductTypes::withNested)
          .filter(type -> type.isAnnotationPresent(annotation))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean mentions(Path file, Class<? extends Annotation> annotation) {
    try {
      return Files.readString(file).contains("@" + annotation.getSimpleName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(Path file) {
    String name = SOURCES.relativize(file).toString().replaceFirst("\\.java$", "");
    try {
      return Class.forName(name.replace('/', '.'), false, ProductTypes.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<Class<?>> withNested(Class<?> type) {
    return Stream.concat(
        Stream.of(type),
        Arrays.stream(type.getDeclaredClasses()).flatMap(ProductTypes::withNested));
  }
}
