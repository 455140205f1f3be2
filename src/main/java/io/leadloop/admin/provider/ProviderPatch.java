package io.leadloop.admin.provider;

import io.leadloop.store.Storable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

/**
 * Changes of a provider; absent or null members keep their values.
 *
 * @param disabled whether its keys are rejected; events still go to its topic, and pushes wait
 */
public record ProviderPatch(
    @Storable(max = 200) @Pattern(regexp = ".*\\S.*", message = "must not be blank") String name,
    Boolean disabled,
    @Min(1) Integer leadsPerMinute,
    @Min(1) Integer burst) {}
