import type * as http from "node:http";

/**
 * Has a server listen on a free loopback port. It closes no connection by itself: by default Node.js does so after five seconds without a
 * call, also while a call is on its way that this process, busy with something else, has not read yet. The caller would see a lost response.
 */
export async function listen(server: http.Server): Promise<void> {
    server.keepAliveTimeout = 0;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}
