package io.leadloop.page;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Serves {@link Assets}, to anybody. */
@Path("/assets")
public class AssetResource {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final Assets assets;

  AssetResource(Assets assets) {
    this.assets = assets;
  }

  @GET
  @Path("/{name}")
  public RestResponse<byte[]> asset(@PathParam("name") String name) {
    Assets.Asset asset =
        assets
            .find(name)
            .orElseThrow(
                () -> new ProblemException(ErrorCode.NOT_FOUND, "There is no such asset."));
    return ResponseBuilder.ok(asset.content(), asset.type())
        .header(HttpHeaders.CACHE_CONTROL, FOR_EVER)
        .header("X-Content-Type-Options", "nosniff")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .build();
  }
}
