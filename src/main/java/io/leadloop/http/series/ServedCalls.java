package io.leadloop.http.series;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestPath;
import org.jboss.resteasy.reactive.server.mapping.URITemplate;

/**
 * All calls of all resources: a refusal names what would be served instead. Paths are matched by
 * the framework's own matcher, so that a refusal never disagrees with the choice of the resource.
 */
@Singleton
public class ServedCalls {
  private static final String MATRIX_PARAMETERS = ";[^/]*";

  private static final String CONSTRAINT = ":[^}]*\\}(?=/|$)";

  private final RequestMapper<List<ServedCall>> calls;

  ServedCalls(BeanManager beans) {
    this.calls =
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
            .<Class<?>>map(Bean::getBeanClass)
            .filter(bean -> bean.isAnnotationPresent(Path.class))
            .distinct()
            .flatMap(ServedCall::of)
            .collect(collectingAndThen(groupingBy(ServedCall::template), ServedCalls::mapper));
  }

  private static RequestMapper<List<ServedCall>> mapper(Map<String, List<ServedCall>> calls) {
    return new RequestMapper<>(
        calls.entrySet().stream()
            .map(
                served ->
                    new RequestPath<>(
                        false,
                        new URITemplate(unconstrained(served.getKey()), false),
                        served.getValue()))
            .collect(toCollection(ArrayList::new)));
  }

  /**
   * The template with parameters that take any segment, since a value that one does not take is a
   * refusal, too. A parameter that is only a part of a segment keeps its pattern.
   */
  static String unconstrained(String template) {
    return template.replaceAll(CONSTRAINT, "}");
  }

  /** The methods served at the path, sorted; empty if the path is unknown. */
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

  /** The media types that a method accepts, in annotation order. */
  public List<String> consumes(String path, String method) {
    return at(path)
        .filter(call -> call.method().equals(method))
        .flatMap(call -> call.consumes().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private Stream<ServedCall> at(String path) {
    RequestMatch<List<ServedCall>> match = calls.map(path.replaceAll(MATRIX_PARAMETERS, ""));
    return match == null ? Stream.empty() : match.value.stream();
  }
}
