package io.leadloop.http.series;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One resource method, from its annotations.
 *
 * @param template its path, for example {@code /v1/leads/{id}}
 * @param method for example {@code POST}
 * @param consumes the accepted media types; empty if it has no body
 */
record ServedCall(String template, String method, List<String> consumes) {

  static Stream<ServedCall> of(Class<?> resource) {
    return Arrays.stream(resource.getMethods())
        .flatMap(call -> method(call).map(method -> of(resource, call, method)).stream());
  }

  private static ServedCall of(Class<?> resource, Method call, String method) {
    String template =
        path(resource.getAnnotation(Path.class)) + path(call.getAnnotation(Path.class));
    Consumes consumes =
        Optional.ofNullable(call.getAnnotation(Consumes.class))
            .orElse(resource.getAnnotation(Consumes.class));
    return new ServedCall(
        template, method, consumes == null ? List.of() : List.of(consumes.value()));
  }

  private static Optional<String> method(Method call) {
    return Arrays.stream(call.getAnnotations())
        .map(Annotation::annotationType)
        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
        .map(type -> type.getAnnotation(HttpMethod.class).value())
        .findFirst();
  }

  private static String path(Path path) {
    return path == null ? "" : "/" + path.value().replaceAll("^/|/$", "");
  }
}
