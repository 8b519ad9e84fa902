/**
 * The staff's sign-in: sessions and one-time links by better-auth (ADM-02). Nobody signs up; who is staff is the agents' settings.
 * On the embedded database it has a file of its own, because its transactions span turns of the event loop, and a writer that
 * waits inside a turn would stop the conversations.
 */
import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { AgentConfig } from "@rinnalla/protocol";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { magicLink } from "better-auth/plugins/magic-link";
import { Pool } from "pg";
import type { Settings } from "../settings/settings.ts";

export interface StaffSignInOptions {
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  readonly secret: string;
  /** Origin of the console. */
  readonly origin: string;
  readonly settings: Settings;
}

export interface StaffSignIn {
  /** A link that signs this agent in once, within a day, and leads to the console. */
  link(agent: AgentConfig): Promise<string>;
  /** Follows such a link: a redirect that sets the cookie. */
  follow(request: Request): Promise<Response>;
  /** Whose session the cookie is, or `null`. */
  whoIs(headers: Headers): Promise<AgentConfig | null>;
  /** True if this agent is signed in somewhere. */
  hasSession(agent: AgentConfig): Promise<boolean>;
  /** Ends the session and clears the cookie. */
  signOut(headers: Headers): Promise<Response>;
  close(): Promise<void>;
}

export const linkPath = "/api/auth/magic-link/verify";
const linkSeconds = 24 * 60 * 60;

export async function openStaffSignIn({
  dataFolder,
  databaseUrl,
  secret,
  origin,
  settings,
}: StaffSignInOptions): Promise<StaffSignIn> {
  mkdirSync(dataFolder, { recursive: true });
  const database = databaseUrl
    ? new Pool({ connectionString: databaseUrl, max: 4 })
    : new DatabaseSync(join(dataFolder, "staff.db"));
  if (database instanceof DatabaseSync) database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  // A connection lost while idle is replaced by the pool; without a listener it would end the process.
  else database.on("error", () => {});
  const sent = new Map<string, string>();
  const auth = betterAuth({
    appName: "Rinnalla",
    baseURL: origin,
    basePath: "/api/auth",
    secret,
    database,
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Requests are limited before they come here.
    rateLimit: { enabled: false },
    advanced: { cookiePrefix: "rinnalla" },
    plugins: [
      magicLink({
        disableSignUp: true,
        expiresIn: linkSeconds,
        storeToken: "hashed",
        // Handed to who asked, never mailed.
        sendMagicLink: ({ url, metadata }) => void sent.set(String(metadata?.["ask"]), url),
      }),
    ],
  });
  const migrations = await getMigrations(auth.options);
  await migrations.runMigrations();
  const { internalAdapter } = await auth.$context;

  return {
    async link({ email, name }) {
      if (!(await internalAdapter.findUserByEmail(email)))
        await internalAdapter.createUser({ email, name, emailVerified: true }, { method: "magic-link" });
      const ask = randomUUID();
      await auth.api.signInMagicLink({
        body: { email, callbackURL: "/console/", metadata: { ask } },
        headers: new Headers(),
      });
      const url = sent.get(ask);
      sent.delete(ask);
      if (!url) throw new Error("no sign-in link was made");
      return url;
    },
    follow: (request) => auth.handler(request),
    async whoIs(headers) {
      const found = await auth.api.getSession({ headers });
      return found ? settings.agentByEmail(found.user.email) : null;
    },
    async hasSession({ email }) {
      const found = await internalAdapter.findUserByEmail(email);
      return found !== null && (await internalAdapter.listSessions(found.user.id)).length > 0;
    },
    signOut: (headers) => auth.api.signOut({ headers, asResponse: true }),
    async close() {
      if (database instanceof DatabaseSync) database.close();
      else await database.end();
    },
  };
}
