package winnow.hub.http;

/**
 * How the server is reached.
 *
 * @param port 0 for any that is free
 * @param mostStreams open streams of events at once
 * @param mostUploadBytes of one upload
 */
public record ApiSettings(String host, int port, Tokens tokens, int mostStreams, long mostUploadBytes) {}
