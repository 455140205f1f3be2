package io.leadloop.push.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * The body that changes an endpoint. Null removes a description, types or customers, and an absent
 * member stays; that takes setters, since a record cannot tell one from the other.
 */
public final class EndpointPatch {
  private Optional<String> url = Optional.empty();
  private Optional<Optional<String>> description = Optional.empty();
  private Optional<Optional<List<String>>> types = Optional.empty();
  private Optional<Optional<List<String>>> customers = Optional.empty();
  private Optional<Integer> maxInFlight = Optional.empty();

  @JsonProperty
  void setUrl(String url) {
    this.url = Optional.ofNullable(url);
  }

  @JsonProperty
  void setDescription(String description) {
    this.description = Optional.of(Optional.ofNullable(description));
  }

  @JsonProperty
  void setTypes(List<String> types) {
    this.types = Optional.of(Optional.ofNullable(types));
  }

  @JsonProperty
  void setCustomers(List<String> customers) {
    this.customers = Optional.of(Optional.ofNullable(customers));
  }

  @JsonProperty
  void setMaxInFlight(Integer maxInFlight) {
    this.maxInFlight = Optional.ofNullable(maxInFlight);
  }

  Optional<String> url() {
    return url;
  }

  Optional<Optional<String>> description() {
    return description;
  }

  Optional<Optional<List<String>>> types() {
    return types;
  }

  Optional<Optional<List<String>>> customers() {
    return customers;
  }

  Optional<Integer> maxInFlight() {
    return maxInFlight;
  }
}
