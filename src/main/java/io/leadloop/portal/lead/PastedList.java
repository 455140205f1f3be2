package io.leadloop.portal.lead;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

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
  private static final String STATUS = "status";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

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
   * @param statuses the code of a status as it was written
   * @throws IllegalArgumentException if it is not CSV; the message is for people
   */
  byte[] body(ZoneId zone, UnaryOperator<String> statuses) {
    ObjectNode body = JSON.createObjectNode();
    Iterator<ObjectNode> leads = CsvList.read(new BufferedReader(new StringReader(csv())));
    ArrayNode items = body.putArray("items");
    leads.forEachRemaining(
        lead -> {
          if (lead.has(STATUS)) {
            lead.put(STATUS, statuses.apply(lead.get(STATUS).asText()));
          }
          items.add(lead);
        });
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

  /**
   * References alone become CSV of one column, each in quotes. Columns have their names in lower
   * case.
   */
  private String csv() {
    String given = given().strip();
    if (hasHeader()) {
      String header = first();
      return header.toLowerCase(Locale.ROOT) + given.substring(header.length());
    }
    StringBuilder quoted = new StringBuilder(HEADER).append('\n');
    given
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(
            line -> quoted.append('"').append(line.strip().replace("\"", "\"\"")).append("\"\n"));
    return quoted.toString();
  }

  /**
   * The line of what was given, from 1, on which a lead of {@link #body} stands.
   *
   * @param item from 0
   */
  int line(int item) {
    List<String> lines = given().lines().toList();
    return IntStream.range(0, lines.size())
            .filter(line -> !lines.get(line).isBlank())
            .skip(hasHeader() ? item + 1 : item)
            .findFirst()
            .orElse(lines.size())
        + 1;
  }

  private String given() {
    String given = file.isEmpty() ? list : file;
    return given.startsWith(BYTE_ORDER_MARK) ? given.substring(1) : given;
  }

  private String first() {
    return given().strip().lines().findFirst().orElse("");
  }

  private boolean hasHeader() {
    return CsvList.isHeader(first());
  }

  private static String date(String text, ZoneId zone, int days) {
    try {
      return LocalDate.parse(text).plusDays(days).atStartOfDay(zone).toOffsetDateTime().toString();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is not a date such as 2026-11-24.", e);
    }
  }
}
