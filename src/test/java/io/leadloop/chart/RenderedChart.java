package io.leadloop.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** The objects that a chart was rendered to. */
record RenderedChart(List<JsonNode> objects) {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Rejects members unknown to Kubernetes, which its model would silently keep. */
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                  return false;
                }
              });

  static RenderedChart parse(String yaml) {
    try {
      return new RenderedChart(
          YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll().stream()
              .filter(JsonNode::isObject)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one object of a kind. */
  <T> T only(Class<T> kind) {
    List<T> found = all(kind).toList();
    assertThat(found).as(kind.getSimpleName()).hasSize(1);
    return found.get(0);
  }

  <T> Stream<T> all(Class<T> kind) {
    return all(kind.getSimpleName()).map(object -> read(object, kind));
  }

  /** Objects of a kind that is no part of Kubernetes itself. */
  Stream<JsonNode> all(String kind) {
    return objects.stream().filter(object -> object.get("kind").asText().equals(kind));
  }

  /** An object as Kubernetes would take it. */
  static <T> T read(JsonNode object, Class<T> kind) {
    try {
      return STRICT.treeToValue(object, kind);
    } catch (IOException e) {
      throw new AssertionError(object.at("/metadata/name").asText() + ": " + e.getMessage(), e);
    }
  }

  Deployment deployment() {
    return only(Deployment.class);
  }

  Container container() {
    return deployment().getSpec().getTemplate().getSpec().getContainers().get(0);
  }

  Service service(String name) {
    return all(Service.class)
        .filter(service -> service.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The gateway's settings, line by line. */
  List<String> settings() {
    return only(ConfigMap.class).getData().get("application.properties").lines().toList();
  }
}
