/** A console with the viewer document for the hostile suite, and a stranger; both write down who asked for what. For any browser. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { bundle } from "./stand.ts";

export interface HostileDesk {
  readonly url: string;
  readonly strangerUrl: string;
  readonly strays: string[];
  close(): void;
}

export async function openHostileDesk(hasCsp: boolean): Promise<HostileDesk> {
  const [consoleScript, viewerScript] = await Promise.all([bundle("./entry-hostile.ts"), bundle("./entry-viewer.ts")]);
  const strays: string[] = [];
  const serve = async (
    answer: (path: string, request: IncomingMessage) => { type: string; body: string; csp?: string } | null,
  ): Promise<{ port: number; close: () => void }> => {
    const server = createServer((request, response) => {
      const found = answer(new URL(request.url!, "http://desk").pathname, request);
      const headers = { "content-type": found?.type ?? "text/plain", "access-control-allow-origin": "*" };
      response.writeHead(found ? 200 : 404, {
        ...headers,
        ...(found?.csp ? { "content-security-policy": found.csp } : {}),
      });
      response.end(found?.body);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return {
      port: (server.address() as AddressInfo).port,
      close: () => (server.closeAllConnections(), void server.close()),
    };
  };
  const stranger = await serve((_path, request) => {
    strays.push(`stranger ${request.url}`);
    return { type: "text/css", body: "body{outline:1px solid red}" };
  });
  // An allowed origin at which nobody listens.
  const origins = "http://127.0.0.1:9";
  const csp = `default-src 'none'; script-src 'self'; style-src ${origins} 'unsafe-inline'; img-src ${origins} data: blob:; font-src ${origins} data: blob:; frame-src 'self'; connect-src 'none'; form-action 'none'; base-uri 'none'`;
  const desk = await serve((path, request) => {
    if (path === "/console.js") return { type: "text/javascript", body: consoleScript };
    if (path === "/viewer/viewer.js") return { type: "text/javascript", body: viewerScript };
    if (path === "/console/")
      return {
        type: "text/html",
        body: `<!doctype html><body style="margin:0;height:100vh"><script src="/console.js"></script>`,
      };
    if (path === "/viewer/")
      return {
        type: "text/html",
        body: `<!doctype html><meta charset=utf-8><meta name="rinnalla-allowed-origins" content="${origins}"><body><script src="viewer.js"></script>`,
        ...(hasCsp ? { csp } : {}),
      };
    if (path !== "/favicon.ico") strays.push(`desk ${request.url}`);
    return null;
  });
  return {
    url: `http://localhost:${desk.port}/console/`,
    strangerUrl: `http://127.0.0.1:${stranger.port}`,
    strays,
    close() {
      stranger.close();
      desk.close();
    },
  };
}
