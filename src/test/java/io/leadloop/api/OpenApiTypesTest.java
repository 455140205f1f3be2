package io.leadloop.api;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.NameTransformer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.leadloop.fuzz.ApiDescription;
import io.leadloop.fuzz.Call;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;

/**
 * The schemas have the members, types and constants of what the code writes and reads: answers by
 * the methods that return them, bodies by the name of their type.
 */
class OpenApiTypesTest {
  /** Read member by member, or written by hand. */
  private static final Set<String> WITHOUT_A_TYPE =
      Set.of(
          "Submission",
          "EndpointPatch",
          "DocumentUpload",
          "PostedForm",
          "LeadPage",
          "AdminLeadPage");

  private static final Set<JsonInclude.Include> ALWAYS_WRITTEN =
      EnumSet.of(JsonInclude.Include.ALWAYS, JsonInclude.Include.USE_DEFAULTS);

  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "DeadLetterSelection", "Selection",
          "ListedLeads", "JsonList",
          "NewEndpoint", "EndpointRegistration");

  private static final Map<Class<?>, String> SIMPLE =
      Map.ofEntries(
          Map.entry(String.class, "string"),
          Map.entry(URI.class, "string"),
          Map.entry(UUID.class, "string uuid"),
          Map.entry(Instant.class, "string date-time"),
          Map.entry(OffsetDateTime.class, "string date-time"),
          Map.entry(Duration.class, "string duration"),
          Map.entry(int.class, "integer"),
          Map.entry(Integer.class, "integer"),
          Map.entry(long.class, "integer int64"),
          Map.entry(Long.class, "integer int64"),
          Map.entry(Double.class, "number"),
          Map.entry(boolean.class, "boolean"),
          Map.entry(Boolean.class, "boolean"));

  private final ApiDescription api = ApiDescription.written();
  private final ObjectMapper json =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModules(new JavaTimeModule(), new Jdk8Module())
          .build();
  private final Set<String> compared = new HashSet<>();
  private final SoftAssertions softly = new SoftAssertions();

  @Test
  void schemasHaveTheMembersOfTheTypes() {
    Map<String, Call> calls = api.calls().stream().collect(toMap(Call::toString, call -> call));
    for (ApiMethod method : ApiMethod.all()) {
      returned(json.constructType(method.method().getGenericReturnType()))
          .ifPresent(type -> compareAnswers(calls.get(method.call()), type));
    }
    compareBodies();
    Set<String> objects =
        api.document().at("/components/schemas").properties().stream()
            .filter(schema -> schema.getValue().has("properties"))
            .map(Map.Entry::getKey)
            .collect(toCollection(TreeSet::new));
    objects.removeAll(compared);
    softly.assertThat(objects).isEqualTo(new TreeSet<>(WITHOUT_A_TYPE));
    softly.assertAll();
  }

  /** The type of the JSON, if the method's signature has it. */
  private static Optional<JavaType> returned(JavaType type) {
    if (type.hasRawClass(Uni.class) || type.hasRawClass(RestResponse.class)) {
      return returned(type.containedTypeOrUnknown(0));
    }
    return Optional.of(type).filter(each -> each.getRawClass().isRecord());
  }

  private void compareAnswers(Call call, JavaType type) {
    call.responses().entrySet().stream()
        .filter(answer -> answer.getKey().startsWith("2"))
        .map(answer -> answer.getValue().at("/content/application~1json/schema"))
        .filter(schema -> !schema.isMissingNode())
        .forEach(schema -> compare(call.toString(), type, schema, true));
  }

  private void compareBodies() {
    for (Map.Entry<String, JsonNode> schema :
        api.document().at("/components/schemas").properties()) {
      String name = schema.getKey();
      if (schema.getValue().has("properties")
          && !compared.contains(name)
          && !WITHOUT_A_TYPE.contains(name)) {
        ProductTypes.called(OTHER_NAMES.getOrDefault(name, name))
            .filter(Class::isRecord)
            .findFirst()
            .ifPresent(type -> compareBody(name, type));
      }
    }
  }

  private void compareBody(String name, Class<?> type) {
    JsonNode reference = json.createObjectNode().put("$ref", "#/components/schemas/" + name);
    compare(name, json.constructType(type), reference, false);
  }

  private void compare(String where, JavaType type, JsonNode given, boolean written) {
    JsonNode reference = notNull(given);
    JsonNode schema = notNull(api.resolve(reference));
    String simple = SIMPLE.get(type.getRawClass());
    if (type.hasRawClass(Optional.class)) {
      compare(where, type.containedType(0), given, written);
    } else if (simple != null) {
      softly.assertThat(simple).as(where).startsWith(types(schema).get(0));
      softly.assertThat(simple + " uuid uri").as(where).contains(schema.path("format").asText());
    } else if (type.isEnumType()) {
      softly.assertThat(constants(schema)).as(where).isEqualTo(constants(type));
    } else if (type.isCollectionLikeType()) {
      compare(where + "[]", type.getContentType(), schema.path("items"), written);
    } else if (isObject(type)) {
      String name = reference.path("$ref").asText().replaceAll(".*/", "");
      if (name.isEmpty() || compared.add(name)) {
        compareMembers(where + " " + name, type, schema, written);
      }
    } else {
      softly.assertThat(types(schema)).as(where).isNotEmpty();
    }
  }

  /** Whether its text is JSON already; the annotation may be on any of its members. */
  private static boolean isRaw(BeanPropertyDefinition member) {
    return Stream.of(member.getGetter(), member.getField(), member.getConstructorParameter())
        .filter(Objects::nonNull)
        .anyMatch(found -> found.hasAnnotation(JsonRawValue.class));
  }

  private void compareMembers(String where, JavaType type, JsonNode schema, boolean written) {
    Map<String, BeanPropertyDefinition> members = members(type, written);
    JsonNode properties = schema.path("properties");
    softly
        .assertThat(properties.fieldNames())
        .toIterable()
        .as(where)
        .containsExactlyInAnyOrderElementsOf(members.keySet());
    members.forEach(
        (name, member) -> {
          if (!isRaw(member)) {
            compare(where + "." + name, member.getPrimaryType(), properties.path(name), written);
          }
        });
    if (written) {
      softly
          .assertThat(texts(schema.path("required")))
          .as(where + " required")
          .containsExactlyInAnyOrderElementsOf(required(type, members));
    }
  }

  private Map<String, BeanPropertyDefinition> members(JavaType type, boolean written) {
    Map<String, BeanPropertyDefinition> members = new TreeMap<>();
    for (BeanPropertyDefinition each : described(type, written).findProperties()) {
      NameTransformer unwrapped =
          json.getSerializationConfig()
              .getAnnotationIntrospector()
              .findUnwrappingNameTransformer(each.getPrimaryMember());
      if (unwrapped != null) {
        members.putAll(members(each.getPrimaryType(), written));
      } else if (written ? each.couldSerialize() : each.couldDeserialize()) {
        members.put(each.getName(), each);
      }
    }
    return members;
  }

  private BeanDescription described(JavaType type, boolean written) {
    return written
        ? json.getSerializationConfig().introspect(type)
        : json.getDeserializationConfig().introspect(type);
  }

  private Set<String> required(JavaType type, Map<String, BeanPropertyDefinition> members) {
    JsonInclude.Value whole =
        described(type, true).findPropertyInclusion(JsonInclude.Value.empty());
    return members.entrySet().stream()
        .filter(
            member ->
                ALWAYS_WRITTEN.contains(
                    whole.withOverrides(member.getValue().findInclusion()).getValueInclusion()))
        .map(Map.Entry::getKey)
        .collect(toCollection(TreeSet::new));
  }

  /** An id is a type of its own here, and a text in JSON. */
  private boolean isObject(JavaType type) {
    return type.getRawClass().isRecord() && described(type, true).findJsonValueAccessor() == null;
  }

  private static JsonNode notNull(JsonNode schema) {
    return elements(schema.path("oneOf"))
        .filter(each -> !each.path("type").asText().equals("null"))
        .findFirst()
        .orElse(schema);
  }

  private static List<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray()
        ? elements(type).map(JsonNode::asText).filter(each -> !each.equals("null")).toList()
        : List.of(type.asText());
  }

  private static Set<String> constants(JsonNode schema) {
    return elements(schema.path("enum"))
        .filter(each -> !each.isNull())
        .map(JsonNode::asText)
        .collect(toCollection(TreeSet::new));
  }

  private Set<String> constants(JavaType type) {
    return Arrays.stream(type.getRawClass().getEnumConstants())
        .map(each -> json.valueToTree(each).asText())
        .collect(toCollection(TreeSet::new));
  }

  private static List<String> texts(JsonNode array) {
    return elements(array).map(JsonNode::asText).toList();
  }

  private static Stream<JsonNode> elements(JsonNode parent) {
    return StreamSupport.stream(parent.spliterator(), false);
  }
}
