package io.leadloop.admin.customer;

import io.leadloop.customer.CustomerChange;
import io.leadloop.store.Storable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Changes of a customer; absent or null members keep their values.
 *
 * @param token its Oplead token; required if the base URL's scheme, host or port changes
 */
public record CustomerPatch(
    @Storable(max = 200) @Pattern(regexp = ".*\\S.*", message = "must not be blank") String name,
    @Address URI baseUrl,
    @OpleadToken String token,
    @Min(1) @Max(1_000_000) Integer requestsPerMinute,
    @DurationMin(seconds = 1) @DurationMax(days = 3650) Duration shelfLife) {
  CustomerChange change() {
    return new CustomerChange(name, baseUrl, token, requestsPerMinute, shelfLife);
  }

  @Override
  public String toString() {
    return "CustomerPatch[name=" + name + ", baseUrl=" + baseUrl + ", token=***]";
  }
}
