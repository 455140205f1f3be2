package io.leadloop.admin.customer;

import io.leadloop.admin.Slug;
import io.leadloop.customer.OpleadAccess;
import io.leadloop.oplead.AccountWire;
import io.leadloop.oplead.AccountWire.FormImport;
import io.leadloop.oplead.SubscriptionKind;
import io.leadloop.oplead.profile.TokenHeader;
import io.leadloop.store.Storable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The request that onboards a customer: with {@code oplead} or, for the wire {@code form}, with
 * {@code form}.
 *
 * @param wire how its leads are sent: {@code rest}, or {@code form} for Oplead's older form import;
 *     null for {@code rest}
 * @param requestsPerMinute its token's quota; null for Oplead's usual 100
 * @param shelfLife how long its leads are worth forwarding; null for the gateway's default
 * @param subscribe events to subscribe to at its Oplead: {@code assigned}, {@code status}, {@code
 *     appointment}; null for nothing
 */
@OneWire
public record NewCustomer(
    @NotNull @Slug String slug,
    @NotBlank @Storable(max = 200) String name,
    @Wire String wire,
    @Valid NewOplead oplead,
    @Valid FormAccount form,
    @Min(1) @Max(1_000_000) Integer requestsPerMinute,
    @DurationMin(seconds = 1) @DurationMax(days = 3650) Duration shelfLife,
    List<
            @NotNull
            @Pattern(
                regexp = "^(assigned|status|appointment)$",
                message = "must be assigned, status or appointment")
            String>
        subscribe) {
  private static final int USUAL_REQUESTS_PER_MINUTE = 100;

  OpleadAccess access() {
    return Wire.FORM.equals(wire) ? form.access() : oplead.access();
  }

  int requestsPerMinuteOrUsual() {
    return requestsPerMinute == null ? USUAL_REQUESTS_PER_MINUTE : requestsPerMinute;
  }

  /** Without duplicates. */
  List<SubscriptionKind> kinds() {
    return Stream.ofNullable(subscribe)
        .flatMap(List::stream)
        .distinct()
        .map(kind -> SubscriptionKind.ofWireName(kind).orElseThrow())
        .toList();
  }

  /**
   * The customer's form at Oplead's older form import.
   *
   * @param name the form's name at Oplead
   * @param token the form's token
   * @param url the address of the form import; null for the gateway's default
   */
  public record FormAccount(
      @NotBlank @Storable(max = 200) String name,
      @NotNull @OpleadToken String token,
      @Address URI url) {

    OpleadAccess access() {
      FormImport form = new FormImport(name, Optional.ofNullable(url));
      return new OpleadAccess(Optional.empty(), token, AccountWire.form(form));
    }

    @Override
    public String toString() {
      return "FormAccount[name=" + name + ", url=" + url + ", token=***]";
    }
  }

  /**
   * The customer's Oplead: address, token and differences from the API profile; null means no
   * difference.
   *
   * @param tokenHeader the header that carries the token
   * @param tokenScheme the scheme before the token in that header; empty for none
   * @param tokenQueryParameter the query parameter that carries the token instead
   * @param providerFields {@code flat} or {@code nested}
   */
  public record NewOplead(
      @Address URI baseUrl,
      @NotNull @OpleadToken String token,
      @TokenHeader String tokenHeader,
      @Pattern(regexp = "[A-Za-z]{0,50}", message = "must be at most 50 letters")
          String tokenScheme,
      @Pattern(
              regexp = "[A-Za-z0-9_-]{1,100}",
              message = "must be 1 to 100 letters, digits, underscores or hyphens")
          String tokenQueryParameter,
      @Pattern(regexp = "^(flat|nested)$", message = "must be flat or nested")
          String providerFields) {

    OpleadAccess access() {
      return new OpleadAccess(
          Optional.ofNullable(baseUrl),
          token,
          AccountWire.rest(tokenHeader, tokenScheme, tokenQueryParameter, providerFields));
    }

    @Override
    public String toString() {
      return "NewOplead[baseUrl=" + baseUrl + ", token=***]";
    }
  }
}
