package io.leadloop;

import io.leadloop.access.Roles;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;

/** Adds the responses common to all operations to the OpenAPI document. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class CommonAnswers implements OASFilter {
  /** Sorted, since the document is compared with the reviewed one. */
  private static final SortedMap<String, String> ANSWERS =
      new TreeMap<>(Map.of("400", "InvalidParameter", "500", "Failed"));

  /**
   * Viewers may make the safe calls of administrators, see {@code access.AdministratorIdentity}.
   */
  @Override
  public PathItem filterPathItem(PathItem path) {
    if (path.getGET() != null && path.getGET().getSecurity() != null) {
      path.getGET().getSecurity().forEach(CommonAnswers::admitViewers);
    }
    return path;
  }

  private static void admitViewers(SecurityRequirement requirement) {
    requirement
        .getSchemes()
        .forEach(
            (scheme, roles) -> {
              if (roles.contains(Roles.ADMINISTRATOR)) {
                requirement.addScheme(scheme, List.of(Roles.ADMINISTRATOR, Roles.VIEWER));
              }
            });
  }

  @Override
  public Operation filterOperation(Operation operation) {
    APIResponses answers = operation.getResponses();
    // The generated description would hide that of the referenced response.
    answers.getAPIResponses().values().stream()
        .filter(answer -> answer.getRef() != null)
        .forEach(answer -> answer.setDescription(null));
    ANSWERS.forEach(
        (status, name) -> {
          if (!answers.hasAPIResponse(status)) {
            refer(answers, status, name);
          }
        });
    if (answers.hasAPIResponse("401") && !answers.hasAPIResponse("429")) {
      refer(answers, "429", "RefusedTooOften");
    }
    // Generated from the required role, without the problem.
    if (answers.hasAPIResponse("403") && answers.getAPIResponse("403").getRef() == null) {
      refer(answers, "403", "Forbidden");
    }
    return operation;
  }

  private static void refer(APIResponses answers, String status, String name) {
    answers.addAPIResponse(status, OASFactory.createAPIResponse().ref(name));
  }
}
