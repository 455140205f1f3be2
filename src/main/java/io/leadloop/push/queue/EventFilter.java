package io.leadloop.push.queue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Which events an endpoint receives.
 *
 * @param types CloudEvents types; null for all
 * @param customers slugs; null for all
 */
public record EventFilter(Set<String> types, Set<String> customers) {
  private static final JsonFactory JSON = new JsonFactory();

  public static EventFilter of(String[] types, String[] customers) {
    return new EventFilter(
        types == null ? null : Set.of(types), customers == null ? null : Set.of(customers));
  }

  boolean accepts(FeedEvent event) {
    return (types == null || types.contains(event.type()))
        && (customers == null || customers.contains(customerOf(event.data())));
  }

  private static String customerOf(String data) {
    try (JsonParser json = JSON.createParser(data)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean isCustomer = json.currentName().equals("customer");
        json.nextToken();
        if (isCustomer) {
          return json.getText();
        }
        json.skipChildren();
      }
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException("a stored event is JSON", e);
    }
  }
}
