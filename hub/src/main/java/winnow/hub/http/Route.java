package winnow.hub.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/** One path and what answers it. */
record Route(HandlerType method, String path, Access access, Handler handler) {
    static Route get(String path, Access access, Handler handler) {
        return new Route(HandlerType.GET, path, access, handler);
    }

    static Route head(String path, Access access, Handler handler) {
        return new Route(HandlerType.HEAD, path, access, handler);
    }

    static Route post(String path, Handler handler) {
        return new Route(HandlerType.POST, path, Access.SUBMIT, handler);
    }

    static Route delete(String path, Handler handler) {
        return new Route(HandlerType.DELETE, path, Access.SUBMIT, handler);
    }
}
