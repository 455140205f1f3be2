package io.leadloop.portal.lead;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.page.FormFields;
import io.leadloop.reconciliation.CsvList;
import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.Locale;

/**
 * A list as the provider pasted it or sent it as a file: references, one a line, or CSV with a
 * header line.
 *
 * @param list what was pasted
 * @param file the text of a file, which counts instead; empty for none
 * @param from a date, or empty
 * @param until a date, or empty; it is part of the period
 */
public record PastedList(String list, String file, String from, String until, String customer) {
  static final PastedList NONE = new PastedList("", "", "", "", "");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEADER = "reference";

  static PastedList of(FormFields form) {
    return new PastedList(
        form.get("list").orElse(""),
        form.get("file").orElse(""),
        form.get("from").orElse(""),
        form.get("until").orElse(""),
        form.get("customer").orElse(""));
  }

  /**
   * The body of a reconciliation.
   *
   * @throws IllegalArgumentException if it is not CSV; the message is for people
   */
  byte[] body(ZoneId zone) {
    ObjectNode body = JSON.createObjectNode();
    Iterator<ObjectNode> leads = CsvList.read(new BufferedReader(new StringReader(csv())));
    leads.forEachRemaining(body.withArray("items")::add);
    if (!from.isEmpty()) {
      body.put("from", date(from, zone, 0));
    }
    if (!until.isEmpty()) {
      body.put("until", date(until, zone, 1));
    }
    if (!customer.isEmpty()) {
      body.put("customer", customer);
    }
    try {
      return JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can be serialized", e);
    }
  }

  /** References alone become CSV of one column, each in quotes. */
  private String csv() {
    String given = file.isEmpty() ? list : file;
    String first = given.strip().lines().findFirst().orElse("");
    boolean hasHeader = first.toLowerCase(Locale.ROOT).contains(HEADER);
    StringBuilder quoted = new StringBuilder(HEADER).append('\n');
    given
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(
            line -> quoted.append('"').append(line.strip().replace("\"", "\"\"")).append("\"\n"));
    return hasHeader ? given.strip() : quoted.toString();
  }

  private static String date(String text, ZoneId zone, int days) {
    try {
      return LocalDate.parse(text).plusDays(days).atStartOfDay(zone).toOffsetDateTime().toString();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is not a date such as 2026-11-24.", e);
    }
  }
}
