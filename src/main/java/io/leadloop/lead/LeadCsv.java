package io.leadloop.lead;

import static java.util.stream.Collectors.joining;

import io.leadloop.http.Csv;
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

/** Leads as CSV, without personal data. */
public final class LeadCsv {
  /** The {@code Content-Disposition} of a file of leads. */
  public static final String ATTACHED = "attachment; filename=\"leads.csv\"";

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

  /** Whether the caller names CSV, and prefers it to JSON; other media types do not count. */
  public static boolean isWanted(HttpHeaders headers) {
    return headers.getAcceptableMediaTypes().stream()
        .filter(type -> isCsv(type) || MediaType.APPLICATION_JSON_TYPE.isCompatible(type))
        .findFirst()
        .filter(LeadCsv::isCsv)
        .isPresent();
  }

  private static boolean isCsv(MediaType type) {
    return (type.getType() + "/" + type.getSubtype()).equalsIgnoreCase(Csv.MEDIA_TYPE);
  }

  /** The text, with a header line. */
  public static String of(Collection<Lead> leads) {
    return Csv.text(COLUMNS, leads.stream().map(LeadCsv::cells));
  }

  /** The same with a first column for the provider, which the leads were loaded with. */
  public static String withProvider(Collection<Lead> leads) {
    return Csv.text(
        Stream.concat(Stream.of("provider"), COLUMNS.stream()).toList(),
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
        ResponseBuilder.<Object>ok(csv).header(HttpHeaders.CONTENT_TYPE, Csv.CONTENT_TYPE);
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

  private static Stream<?> cells(Lead lead) {
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
}
