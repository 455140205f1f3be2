package io.leadloop.admin.customer;

import io.leadloop.customer.CustomerChange;
import io.leadloop.customer.WireChange;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.store.Storable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Changes of a customer; absent or null members keep their values.
 *
 * @param wire {@code rest} or {@code form}
 * @param token its Oplead token; required if the base URL's scheme, host or port changes, or the
 *     wire to {@code rest}
 */
public record CustomerPatch(
    @Storable(max = 200) @Pattern(regexp = ".*\\S.*", message = "must not be blank") String name,
    @Wire String wire,
    @Address URI baseUrl,
    @OpleadToken String token,
    @Valid FormPatch form,
    @Min(1) @Max(1_000_000) Integer requestsPerMinute,
    @DurationMin(seconds = 1) @DurationMax(days = 3650) Duration shelfLife) {
  /** Fails with {@code invalid-body} where members of both wires are given. */
  CustomerChange change() {
    if (form != null && (Wire.REST.equals(wire) || baseUrl != null || token != null)) {
      throw ProblemException.rejected(
          ErrorCode.INVALID_BODY,
          List.of(new FieldError("/form", "cannot be given with members of the wire rest")));
    }
    String newToken = form == null ? token : form.token;
    return new CustomerChange(name, baseUrl, newToken, wireChange(), requestsPerMinute, shelfLife);
  }

  /** To name a form is to change to its wire. */
  private WireChange wireChange() {
    Boolean byForm = wire == null ? null : Boolean.valueOf(wire.equals(Wire.FORM));
    return form == null
        ? new WireChange(byForm, null, null)
        : new WireChange(true, form.name, form.url);
  }

  /**
   * Changes of a customer's form at the older form import.
   *
   * @param token the form's token; required if the address's scheme, host or port changes, or the
   *     wire to {@code form}
   */
  public record FormPatch(
      @Storable(max = 200) @Pattern(regexp = ".*\\S.*", message = "must not be blank") String name,
      @OpleadToken String token,
      @Address URI url) {
    @Override
    public String toString() {
      return "FormPatch[name=" + name + ", url=" + url + ", token=***]";
    }
  }

  @Override
  public String toString() {
    return "CustomerPatch[name=" + name + ", baseUrl=" + baseUrl + ", token=***]";
  }
}
