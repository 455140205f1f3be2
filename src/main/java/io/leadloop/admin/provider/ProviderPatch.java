package io.leadloop.admin.provider;

import io.leadloop.store.Storable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

/**
 * What changes of a provider; what is absent or null stays.
 *
 * @param disabled whether its keys are refused; its feedback goes on
 */
public record ProviderPatch(
    @Storable(max = 200) @Pattern(regexp = ".*\\S.*", message = "must not be blank") String name,
    Boolean disabled,
    @Min(1) Integer leadsPerMinute,
    @Min(1) Integer burst) {}
