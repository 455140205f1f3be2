package io.leadloop.oplead.callback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.oplead.profile.CallbackProfile;
import io.leadloop.oplead.profile.TestProfile;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.oplead.status.StatusMap;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Properties for any label, spelling, charset, envelope and time. */
class CallbackPropertiesTest {
  private static final Instant RECEIVED = Instant.parse("2027-03-01T10:00:00Z");
  private static final StatusWindow WINDOW =
      new StatusWindow(Instant.parse("2020-01-01T00:00:00Z"), RECEIVED);
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static final CallbackProfile PROFILE = TestProfile.with().callbacks();
  private static final StatusMap STATUSES = new StatusMap(PROFILE);
  private static final CallbackReader READER = new CallbackReader(PROFILE, STATUSES);

  @Property
  void anyLabelReadsAsItsCodeHoweverItIsWrittenAndWrapped(
      @ForAll("codes") StatusCode code,
      @ForAll("spellings") UnaryOperator<String> spelling,
      @ForAll("charsets") Charset charset,
      @ForAll("envelopes") BiFunction<String, Charset, String> envelope,
      @ForAll("contentTypes") String contentType) {
    String label = spelling.apply(STATUSES.labelOf(code).orElseThrow());
    byte[] body = envelope.apply(label, charset).getBytes(charset);
    assertThat(READER.read(contentType, body, WINDOW).orElseThrow().status().code())
        .isEqualTo(code);
  }

  @Property
  void anyTimeWrittenInFrenchReadsBack(
      @ForAll @LongRange(min = 1_600_000_000L, max = 1_803_800_000L) long second,
      @ForAll("frenchForms") String pattern) {
    DateTimeFormatter form = DateTimeFormatter.ofPattern(pattern, Locale.FRANCE);
    LocalDateTime written =
        LocalDateTime.ofInstant(Instant.ofEpochSecond(second), PARIS)
            .truncatedTo(pattern.contains("ss") ? ChronoUnit.SECONDS : ChronoUnit.MINUTES);
    String body = "{\"status\":\"Gagné\",\"updated_at\":\"%s\"}".formatted(form.format(written));
    assertThat(READER.read(null, body.getBytes(UTF_8), WINDOW).orElseThrow().status().at())
        .as(body)
        .isEqualTo(written.atZone(PARIS).toInstant());
  }

  /** The decoder of forms throws undeclared exceptions for some heads of parts. */
  @Property
  void noHeadOfAPartIsAnErrorNorHidesThePartsBefore(@ForAll("heads") String head) {
    String first = "--b\r\nContent-Disposition: form-data; name=status\r\n\r\nGagné\r\n";
    String other = "--b\r\n" + head + "\r\n\r\nx\r\n--b--\r\n";
    for (String contentType : new String[] {null, "multipart/form-data; boundary=b"}) {
      assertThat(READER.reports(contentType, other.getBytes(UTF_8))).isEmpty();
      assertThat(
              READER
                  .read(contentType, (first + other).getBytes(UTF_8), WINDOW)
                  .orElseThrow()
                  .status()
                  .code())
          .isEqualTo(StatusCode.WON);
    }
  }

  @Provide
  Arbitrary<String> heads() {
    return Arbitraries.of(
            "Content-Disposition",
            ": ",
            "; ",
            "form-data",
            "attachment",
            "name",
            "filename",
            "filename*",
            "=",
            "\"",
            "x",
            "utf-8''%zz",
            "Content-Type: multipart/mixed",
            "boundary",
            "charset",
            "Content-Length: -1",
            "Content-Transfer-Encoding: 9bit",
            "\r\n",
            "\u0000")
        .list()
        .ofMaxSize(10)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<StatusCode> codes() {
    return Arbitraries.of(StatusCode.class).filter(code -> code != StatusCode.OTHER);
  }

  @Provide
  Arbitrary<UnaryOperator<String>> spellings() {
    return Arbitraries.of(
        List.of(
            label -> label,
            label -> label.toUpperCase(Locale.FRANCE),
            label -> label.toLowerCase(Locale.FRANCE),
            label -> Normalizer.normalize(label, Normalizer.Form.NFD).replaceAll("\\p{M}", ""),
            label -> label.replace(' ', '_'),
            label -> " " + label.replace("-", " ") + " "));
  }

  @Provide
  Arbitrary<Charset> charsets() {
    return Arbitraries.of(UTF_8, ISO_8859_1, Charset.forName("windows-1252"));
  }

  @Provide
  Arbitrary<String> contentTypes() {
    return Arbitraries.of(
            "application/json",
            "application/json; charset=utf-8",
            "text/plain; charset=ISO-8859-1",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=b",
            "")
        .injectNull(0.1);
  }

  @Provide
  Arbitrary<BiFunction<String, Charset, String>> envelopes() {
    return Arbitraries.of(
        List.of(
            (label, charset) -> json(label),
            (label, charset) -> "[" + json("En attente") + "," + json(label) + "]",
            (label, charset) -> "{\"data\":" + json(label) + "}",
            (label, charset) -> "{\"Status\":\"ok\",\"Data\":{\"newStatus\":\"" + label + "\"}}",
            (label, charset) -> "{\"payload\":\"" + json(label).replace("\"", "\\\"") + "\"}",
            (label, charset) -> "lead=1&status=" + label,
            (label, charset) -> "status=" + percent(label, charset) + "&lead=1",
            (label, charset) -> "hook=" + percent(json(label), charset),
            (label, charset) ->
                "--b\r\nContent-Disposition: form-data; name=\"statut\"\r\n\r\n"
                    + label
                    + "\r\n--b--\r\n"));
  }

  @Provide
  Arbitrary<String> frenchForms() {
    return Arbitraries.of(
        "dd/MM/yyyy HH'h'mm",
        "d/M/yyyy 'à' HH:mm",
        "dd/MM/yy HH:mm:ss",
        "d MMMM yyyy HH'h'mm",
        "EEEE d MMMM yyyy 'à' H 'h' mm",
        "EEE d MMM yyyy HH:mm:ss",
        "dd.MM.yyyy HH:mm",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss");
  }

  private static String json(String label) {
    return "{\"status\":{\"label\":\"" + label + "\"}}";
  }

  private static String percent(String text, Charset charset) {
    return URLEncoder.encode(text, charset);
  }
}
