package io.leadloop.api;

import io.leadloop.api.OpenApiDocument.Text;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The OpenAPI document, and the part of it that concerns providers, as YAML or JSON. */
@Path("/openapi")
@Produces({ContractFile.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class OpenApiResource {
  private static final MediaType YAML = MediaType.valueOf(ContractFile.MEDIA_TYPE);

  private final OpenApiDocument document;

  OpenApiResource(OpenApiDocument document) {
    this.document = document;
  }

  /** The whole document; the YAML is the text that was reviewed. */
  @GET
  public RestResponse<String> whole(@RestQuery String format, @Context HttpHeaders headers) {
    return answer(format, headers, Text.YAML, Text.JSON);
  }

  /** Only what a provider may call. */
  @GET
  @Path("/provider")
  public RestResponse<String> provider(@RestQuery String format, @Context HttpHeaders headers) {
    return answer(format, headers, Text.PROVIDER_YAML, Text.PROVIDER_JSON);
  }

  private RestResponse<String> answer(String format, HttpHeaders headers, Text yaml, Text json) {
    return "json".equalsIgnoreCase(format) || prefersJson(headers)
        ? ResponseBuilder.ok(document.text(json), MediaType.APPLICATION_JSON_TYPE).build()
        : ResponseBuilder.ok(document.text(yaml), YAML).build();
  }

  /** In the order of the client's preference; YAML for a client that has none. */
  private static boolean prefersJson(HttpHeaders headers) {
    return headers.getAcceptableMediaTypes().stream()
        .filter(
            type -> type.isCompatible(YAML) || type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
        .findFirst()
        .map(type -> !type.isCompatible(YAML))
        .orElse(false);
  }
}
