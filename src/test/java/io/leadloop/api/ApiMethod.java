package io.leadloop.api;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** A method of a resource, as its annotations have it; pages are no part of the API. */
record ApiMethod(Class<?> resource, Method method) {
  private static final List<String> PAGES =
      List.of("/", "/assets", "/console", "/portal", "/problems", "/reference");

  static List<ApiMethod> all() {
    return ProductTypes.naming("jakarta/ws/rs/Path;")
        .filter(type -> type.isAnnotationPresent(Path.class))
        .filter(type -> !Modifier.isAbstract(type.getModifiers()))
        .flatMap(
            type -> Arrays.stream(type.getMethods()).map(method -> new ApiMethod(type, method)))
        .filter(each -> each.verb().isPresent() && !each.isPage())
        .toList();
  }

  /** As the document has it: method and path, without the patterns of parameters. */
  String call() {
    return verb().orElseThrow() + " " + path();
  }

  private Optional<String> verb() {
    return Arrays.stream(method.getAnnotations())
        .map(each -> each.annotationType().getAnnotation(HttpMethod.class))
        .filter(each -> each != null)
        .map(HttpMethod::value)
        .findFirst();
  }

  private String path() {
    String own =
        method.isAnnotationPresent(Path.class) ? method.getAnnotation(Path.class).value() : "";
    String joined =
        ("/" + resource.getAnnotation(Path.class).value() + "/" + own).replaceAll("/+", "/");
    return joined.replaceAll("\\{(\\w+):[^}]*}", "{$1}").replaceAll("(.)/$", "$1");
  }

  private boolean isPage() {
    return PAGES.stream()
        .anyMatch(
            page -> path().equals(page) || path().startsWith(page + "/") && !page.equals("/"));
  }

  /** Media types; empty where the method reads the type itself, or takes no body. */
  Set<String> consumes() {
    if (Set.of("GET", "HEAD").contains(verb().orElseThrow())) {
      return Set.of();
    }
    return annotation(Consumes.class).map(each -> types(each.value())).orElse(Set.of());
  }

  Set<String> produces() {
    return annotation(Produces.class).map(each -> types(each.value())).orElse(Set.of());
  }

  private static Set<String> types(String... values) {
    return Arrays.stream(values).map(type -> type.replaceAll(";.*", "")).collect(toSet());
  }

  Optional<String> role() {
    return annotation(RolesAllowed.class).map(each -> each.value()[0]);
  }

  private <A extends Annotation> Optional<A> annotation(Class<A> type) {
    return Stream.of(method, method.getDeclaringClass(), resource)
        .map(each -> each.getAnnotation(type))
        .filter(each -> each != null)
        .findFirst();
  }

  /** The default of each parameter, by place and name; an absent one is empty. */
  Map<String, String> defaults() {
    return Arrays.stream(method.getParameters())
        .flatMap(
            each ->
                each.isAnnotationPresent(BeanParam.class)
                    ? Arrays.stream(each.getType().getFields())
                        .map(field -> parameter(field, field.getName()))
                    : Stream.of(parameter(each, each.getName())))
        .flatMap(Optional::stream)
        .filter(each -> !each.getKey().equals("header Content-Type"))
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Optional<Map.Entry<String, String>> parameter(
      AnnotatedElement element, String name) {
    DefaultValue value = element.getAnnotation(DefaultValue.class);
    return Stream.of(
            named("path", element.getAnnotation(PathParam.class), PathParam::value, name),
            named("path", element.getAnnotation(RestPath.class), RestPath::value, name),
            named("query", element.getAnnotation(RestQuery.class), RestQuery::value, name),
            named("header", element.getAnnotation(HeaderParam.class), HeaderParam::value, name))
        .flatMap(Optional::stream)
        .findFirst()
        .map(found -> Map.entry(found, value == null ? "" : value.value()));
  }

  private static <A> Optional<String> named(
      String place, A annotation, Function<A, String> value, String name) {
    return Optional.ofNullable(annotation)
        .map(each -> place + " " + (value.apply(each).isEmpty() ? name : value.apply(each)));
  }
}
