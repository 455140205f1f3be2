package io.leadloop.admin;

import io.leadloop.store.Storable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What changes of a customer; what is absent or null stays. */
public record CustomerPatch(
    @Storable(max = 200) @Pattern(regexp = ".*\\S.*", message = "must not be blank") String name,
    @Address URI baseUrl,
    @Min(1) @Max(1_000_000) Integer requestsPerMinute,
    @DurationMin(seconds = 1) @DurationMax(days = 3650) Duration shelfLife) {}
