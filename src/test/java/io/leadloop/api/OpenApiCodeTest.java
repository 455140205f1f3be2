package io.leadloop.api;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.access.Roles;
import io.leadloop.fuzz.ApiDescription;
import io.leadloop.fuzz.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The OpenAPI document has each method of a resource, with its parameters and types, and no other.
 */
class OpenApiCodeTest {
  /** Read by the resource itself, which refuses others. */
  private static final Set<String> READS_TYPE_ITSELF = Set.of("POST /addlead");

  /** Answers itself, whatever {@code Accept} asks for. */
  private static final String CALLBACKS = " /callbacks/";

  /** Chosen by {@code Accept} in addition to what the method produces. */
  private static final String CSV = "text/csv";

  private static final Map<String, List<ApiMethod>> METHODS =
      ApiMethod.all().stream()
          .collect(groupingBy(ApiMethod::call, TreeMap::new, Collectors.toList()));

  private final ApiDescription api = ApiDescription.written();
  private final Map<String, Call> calls =
      api.calls().stream()
          .collect(Collectors.toMap(Call::toString, call -> call, (a, b) -> b, TreeMap::new));

  @Test
  void everyMethodIsAnOperationAndEveryOperationAMethod() {
    assertThat(METHODS.keySet()).hasSizeGreaterThan(100).isEqualTo(calls.keySet());
  }

  @Test
  void parametersAreTheCodes() {
    Map<String, Set<String>> documented = new TreeMap<>();
    calls.forEach((name, call) -> documented.put(name, new TreeSet<>(defaults(call).keySet())));
    assertThat(of(method -> method.defaults().keySet())).isEqualTo(documented);
  }

  /** A default may also be only in the document, where the code sets it later. */
  @Test
  void defaultsOfParametersAreTheCodes() {
    METHODS.forEach(
        (name, all) ->
            all.forEach(
                method ->
                    method
                        .defaults()
                        .forEach(
                            (parameter, value) ->
                                assertThat(defaults(calls.get(name)).get(parameter))
                                    .as("%s %s", name, parameter)
                                    .satisfiesAnyOf(
                                        given -> assertThat(value).isEmpty(),
                                        given -> assertThat(given).isIn("", value)))));
  }

  /** The default of each parameter, by place and name. */
  private Map<String, String> defaults(Call call) {
    Map<String, String> defaults = new TreeMap<>();
    Stream.concat(
            elements(api.document().get("paths").get(call.path()).path("parameters")),
            elements(call.operation().path("parameters")))
        .map(api::resolve)
        .forEach(
            each ->
                defaults.put(
                    each.get("in").asText() + " " + each.get("name").asText(),
                    each.at("/schema/default").asText()));
    return defaults;
  }

  @Test
  void bodiesHaveTheTypesThatTheCodeConsumes() {
    Map<String, Set<String>> documented = new TreeMap<>();
    calls.forEach((name, call) -> documented.put(name, new TreeSet<>(call.bodies().keySet())));
    documented.keySet().removeAll(READS_TYPE_ITSELF);
    Map<String, Set<String>> consumed = of(ApiMethod::consumes);
    consumed.keySet().removeAll(READS_TYPE_ITSELF);
    assertThat(consumed).isEqualTo(documented);
  }

  @Test
  void answersHaveTheTypesThatTheCodeProduces() {
    Map<String, Set<String>> documented = new TreeMap<>();
    calls.forEach((name, call) -> documented.put(name, answered(call)));
    Map<String, Set<String>> produced = of(ApiMethod::produces);
    produced.keySet().removeIf(name -> documented.get(name).isEmpty());
    documented.values().forEach(types -> types.remove(CSV));
    documented.values().removeIf(Set::isEmpty);
    Stream.of(documented, produced)
        .forEach(all -> all.keySet().removeIf(name -> name.contains(CALLBACKS)));
    assertThat(produced).isEqualTo(documented);
  }

  private Set<String> answered(Call call) {
    return call.responses().entrySet().stream()
        .filter(answer -> answer.getKey().startsWith("2"))
        .flatMap(answer -> answer.getValue().path("content").properties().stream())
        .map(Map.Entry::getKey)
        .collect(toCollection(TreeSet::new));
  }

  @Test
  void securityHasTheRolesThatTheCodeAdmits() {
    Map<String, String> documented = new TreeMap<>();
    calls.forEach(
        (name, call) -> documented.put(name, call.operation().path("security").toString()));
    Map<String, String> admitted = new TreeMap<>();
    METHODS.forEach(
        (name, all) ->
            admitted.put(name, all.get(0).role().map(role -> security(role, name)).orElse("")));
    assertThat(admitted).isEqualTo(documented);
  }

  /** A viewer may make the safe calls of administrators. */
  private static String security(String role, String call) {
    if (role.equals(Roles.PROVIDER)) {
      return "[{\"providerKey\":[]}]";
    }
    return call.startsWith("GET ")
        ? "[{\"administratorKey\":[\"%s\",\"%s\"]}]".formatted(Roles.ADMINISTRATOR, Roles.VIEWER)
        : "[{\"administratorKey\":[\"%s\"]}]".formatted(Roles.ADMINISTRATOR);
  }

  /** Methods that differ only in their types are one operation. */
  private static Map<String, Set<String>> of(Function<ApiMethod, Set<String>> property) {
    Map<String, Set<String>> all = new TreeMap<>();
    METHODS.forEach(
        (name, each) ->
            all.put(
                name,
                each.stream()
                    .flatMap(method -> property.apply(method).stream())
                    .collect(toCollection(TreeSet::new))));
    return all;
  }

  private static Stream<JsonNode> elements(JsonNode parent) {
    return StreamSupport.stream(parent.spliterator(), false);
  }
}
