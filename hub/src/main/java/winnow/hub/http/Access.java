package winnow.hub.http;

import io.javalin.security.RouteRole;

/** Who may use a path. */
enum Access implements RouteRole {
    /** Anybody: nothing of a job is shown. */
    PUBLIC,
    READ,
    SUBMIT
}
