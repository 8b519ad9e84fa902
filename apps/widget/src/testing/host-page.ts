/** A site of its own beside the Rinnalla server: pages and scripts from a test's hands, under the policy that the test names. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface HostPages {
  readonly origin: string;
  /** Header lines as a guide has them: `Name: value`. */
  serve(path: string, body: string, options?: { readonly type?: string; readonly headers?: string }): void;
  close(): Promise<void>;
}

export async function startHostPages(): Promise<HostPages> {
  const pages = new Map<string, { readonly body: string; readonly headers: Record<string, string> }>();
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://host");
    const page = pages.get(pathname);
    // Asked for once by every browser, whether a page names an icon or not.
    const status = page ? 200 : pathname === "/favicon.ico" ? 204 : 404;
    response.writeHead(status, page?.headers).end(page?.body);
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve(path, body, { type = "text/html; charset=utf-8", headers = "" } = {}) {
      const lines = headers.split("\n").filter(Boolean);
      const named = lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]);
      pages.set(path, { body, headers: { "content-type": type, ...Object.fromEntries(named) } });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((settle) => server.close(settle));
    },
  };
}
