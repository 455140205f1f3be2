package io.leadloop.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.admin.access.NewAdministrator;
import io.leadloop.http.json.JsonBodies;
import io.leadloop.page.FormFields;
import io.leadloop.page.PageConfig;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads the form of a new key as the API reads the body of its call. */
@Singleton
class KeyForm {
  private final JsonBodies bodies;
  private final PageConfig config;

  KeyForm(JsonBodies bodies, PageConfig config) {
    this.bodies = bodies;
    this.config = config;
  }

  /** Fails with {@code invalid-body}. */
  NewAdministrator read(FormFields posted) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("name", posted.get("name").orElse(""));
    posted.get("role").ifPresent(role -> body.put("role", role));
    posted.get("expires").ifPresent(day -> body.put("expires_at", beginning(day)));
    return bodies.read(body.toString().getBytes(UTF_8), NewAdministrator.class);
  }

  /** Of the day in the pages' time zone; the API refuses a text that is no day. */
  private String beginning(String day) {
    try {
      return LocalDate.parse(day).atStartOfDay(config.timeZone()).toInstant().toString();
    } catch (DateTimeException notADay) {
      return day;
    }
  }
}
