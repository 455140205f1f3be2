package io.leadloop.form;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The older form import's door. What Oplead answers there is not known. */
@ConfigMapping(prefix = "leadloop.form.status")
public interface FormConfig {
  /** The HTTP status of the answer to an accepted lead, and to one that was accepted before. */
  @WithDefault("200")
  @Min(200)
  @Max(299)
  int accepted();

  /** To a form or a token that is not known. */
  @WithDefault("401")
  @Min(400)
  @Max(499)
  int unknown();

  /** To a lead with a field that is missing or wrong. */
  @WithDefault("422")
  @Min(400)
  @Max(499)
  int invalid();

  /** To a body that cannot be read. */
  @WithDefault("400")
  @Min(400)
  @Max(499)
  int unreadable();

  /** To a token in the address. */
  @WithDefault("400")
  @Min(400)
  @Max(499)
  int tokenInAddress();
}
