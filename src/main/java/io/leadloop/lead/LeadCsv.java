package io.leadloop.lead;

import static java.util.stream.Collectors.joining;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * Leads as CSV (RFC 4180, UTF-8), without personal data. A spreadsheet would compute a text that
 * begins like a formula, so such a text begins with an apostrophe here.
 */
public final class LeadCsv {
  /** The media type that selects it. */
  public static final String MEDIA_TYPE = "text/csv";

  /** The {@code Content-Disposition} of a file of leads. */
  public static final String ATTACHED = "attachment; filename=\"leads.csv\"";

  private static final MediaType CSV = new MediaType("text", "csv");
  private static final String CONTENT_TYPE = "text/csv; charset=UTF-8; header=present";
  private static final String LINE_END = "\r\n";
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "reference",
          "customer",
          "state",
          "oplead_id",
          "status_code",
          "status_label",
          "status_at",
          "attempts",
          "last_error",
          "next_attempt_at",
          "created_at",
          "updated_at",
          "erased_at");

  private LeadCsv() {}

  /** Whether the caller prefers CSV to JSON; other media types do not count. */
  public static boolean isWanted(HttpHeaders headers) {
    return headers.getAcceptableMediaTypes().stream()
        .filter(
            type -> CSV.isCompatible(type) || MediaType.APPLICATION_JSON_TYPE.isCompatible(type))
        .findFirst()
        .filter(type -> !MediaType.APPLICATION_JSON_TYPE.isCompatible(type))
        .isPresent();
  }

  /** The text, with a header line. */
  public static String of(Collection<Lead> leads) {
    return text(COLUMNS.stream(), leads.stream().map(LeadCsv::cells));
  }

  /** The same with a first column for the provider, which the leads were loaded with. */
  public static String withProvider(Collection<Lead> leads) {
    return text(
        Stream.concat(Stream.of("provider"), COLUMNS.stream()),
        leads.stream().map(lead -> Stream.concat(Stream.of(lead.provider().slug()), cells(lead))));
  }

  /**
   * The response with a page as CSV, with a link to the next page.
   *
   * @param query the parameters of the request
   */
  public static ResponseBuilder<Object> answer(
      String csv, Optional<LeadId> next, MultivaluedMap<String, String> query) {
    ResponseBuilder<Object> answer =
        ResponseBuilder.<Object>ok(csv).header(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE);
    next.ifPresent(
        cursor ->
            answer.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next(query, cursor))));
    return answer;
  }

  /** Relative to the request's own address, whatever path a proxy gives it. */
  private static String next(MultivaluedMap<String, String> query, LeadId cursor) {
    return Stream.concat(
            query.entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("after"))
                .sorted(Map.Entry.comparingByKey())
                .flatMap(
                    parameter ->
                        parameter.getValue().stream()
                            .map(value -> encode(parameter.getKey()) + "=" + encode(value))),
            Stream.of("after=" + cursor))
        .collect(joining("&", "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Stream<Object> cells(Lead lead) {
    Optional<LeadStatus> status = lead.status();
    return Stream.of(
        lead.id(),
        orEmpty(lead.reference()),
        lead.customer().slug(),
        lead.state().wireName(),
        orEmpty(lead.opleadId()),
        orEmpty(status.map(LeadStatus::code)),
        orEmpty(status.map(LeadStatus::label)),
        orEmpty(status.map(LeadStatus::at)),
        lead.attempts(),
        orEmpty(lead.lastError()),
        orEmpty(lead.nextAttemptAt()),
        lead.createdAt(),
        lead.updatedAt(),
        orEmpty(lead.erasedAt()));
  }

  private static Object orEmpty(Optional<?> value) {
    return value.isPresent() ? value.get() : "";
  }

  private static String text(Stream<String> columns, Stream<Stream<Object>> lines) {
    return Stream.concat(Stream.of(columns.collect(joining(","))), lines.map(LeadCsv::line))
        .map(line -> line + LINE_END)
        .collect(joining());
  }

  private static String line(Stream<Object> cells) {
    return cells.map(Object::toString).map(LeadCsv::cell).collect(joining(","));
  }

  /** Quoted where RFC 4180 asks for it. */
  static String cell(String text) {
    String safe =
        !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean isPlain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
