package io.leadloop.http.series;

import static java.util.stream.Collectors.toCollection;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All calls of all resources: a refusal names what would be served instead. */
@Singleton
public class ServedCalls {
  private static final String MATRIX_PARAMETERS = ";[^/]*";

  private final List<ServedCall> calls;

  ServedCalls(BeanManager beans) {
    this.calls =
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
            .<Class<?>>map(Bean::getBeanClass)
            .filter(bean -> bean.isAnnotationPresent(Path.class))
            .distinct()
            .flatMap(ServedCall::of)
            .toList();
  }

  /** The methods that are served at that path, sorted; empty where there is nothing. */
  public Set<String> methods(String path) {
    Set<String> methods = at(path).map(ServedCall::method).collect(toCollection(TreeSet::new));
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    if (!methods.isEmpty()) {
      methods.add(HttpMethod.OPTIONS);
    }
    return methods;
  }

  /** The media types that a call takes, in the order of its annotations. */
  public List<String> consumes(String path, String method) {
    return at(path)
        .filter(call -> call.method().equals(method))
        .flatMap(call -> call.consumes().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private Stream<ServedCall> at(String requested) {
    String path = requested.replaceAll(MATRIX_PARAMETERS, "");
    List<ServedCall> matching = calls.stream().filter(call -> call.matches(path)).toList();
    String best =
        matching.stream()
            .max(Comparator.comparingInt(ServedCall::fixedLength))
            .map(ServedCall::template)
            .orElse("");
    return matching.stream().filter(call -> call.template().equals(best));
  }
}
