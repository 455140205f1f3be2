package io.leadloop.access.key;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** Access of the first administrator. */
@ConfigMapping(prefix = "leadloop.admin")
public interface AdminConfig {
  /**
   * <strong>Secret.</strong> A key, {@code lla_<public id>_<secret>}, that is accepted from the
   * first start and not stored. Its secret needs at least 40 random characters.
   */
  Optional<@Pattern(regexp = BootstrapKey.FORM, message = BootstrapKey.EXPECTED) String>
      bootstrapKey();
}
