package io.leadloop;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** General information of the OpenAPI document. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Leadloop",
            version = "1",
            description =
                "Lead providers hand leads in and read what became of them, or have it pushed to"
                    + " their endpoints; Oplead calls back;"
                    + " administrators bring in customers and providers."))
@SecurityScheme(
    securitySchemeName = "key",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat =
        "llp_<public id>_<secret>; for administrators lla_<public id>_<secret>, or a JWT",
    description =
        "A provider's or an administrator's API key. Where an OIDC issuer is configured, an"
            + " administrator may come with a token of that issuer's instead, with the role"
            + " leadloop-admin, or leadloop-viewer, which may read and change nothing. A key has one"
            + " of these roles as well.")
public class ApiDocument extends Application {}
