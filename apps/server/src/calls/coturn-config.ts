/**
 * The configuration that coturn runs with (RUN-03): short-lived credentials from our secret, and no way through the relay into
 * a network that is not the public one. `npm run coturn-config` prints it.
 */
export interface CoturnOptions {
  readonly realm: string;
  readonly secret: string;
  readonly port?: number;
  /** Public address; `public/private` behind a one-to-one NAT. */
  readonly externalIp?: string;
  readonly listeningIp?: string;
  /** Both files, for `turns:` addresses. */
  readonly certificate?: { readonly certificate: string; readonly key: string };
  readonly tlsPort?: number;
  readonly relayPorts?: readonly [first: number, last: number];
  /** Tests alone: everything happens on one machine. The command has no such option. */
  readonly peers?: "anyForTests";
}

/**
 * What is not the public internet (IANA's special-purpose registries), and what leads around them (6to4, Teredo, NAT64).
 * Not `::`, which coturn refuses by itself: as an end of a range it means "no limit", and would deny everything.
 */
const deniedRanges = [
  "0.0.0.0-0.255.255.255",
  "10.0.0.0-10.255.255.255",
  "100.64.0.0-100.127.255.255",
  "127.0.0.0-127.255.255.255",
  "169.254.0.0-169.254.255.255",
  "172.16.0.0-172.31.255.255",
  "192.0.0.0-192.0.0.255",
  "192.0.2.0-192.0.2.255",
  "192.88.99.0-192.88.99.255",
  "192.168.0.0-192.168.255.255",
  "198.18.0.0-198.19.255.255",
  "198.51.100.0-198.51.100.255",
  "203.0.113.0-203.0.113.255",
  "224.0.0.0-255.255.255.255",
  "::1",
  "::ffff:0:0-::ffff:ffff:ffff",
  "64:ff9b::-64:ff9b::ffff:ffff",
  "64:ff9b:1::-64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
  "100::-100::ffff:ffff:ffff:ffff",
  "2001::-2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
  "2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
  "2002::-2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  "fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  "fe80::-feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  "ff00::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
];

/** Both ends of a call share one name: some tabs that ring, three addresses each, and the fresh link beside the old. */
const allocationsPerLink = 48;
const allocationsInAll = 4800;

export function coturnConfig(options: CoturnOptions): string {
  const { realm, secret, port = 3478, externalIp, listeningIp, certificate, tlsPort = 5349 } = options;
  const [firstPort, lastPort] = options.relayPorts ?? [49_152, 65_535];
  const ownAddress = externalIp?.split("/")[1];
  const lines = [
    "# coturn for Rinnalla. Made by `npm run coturn-config`; docs/guides/relays.md says what each part is for.",
    "",
    `listening-port=${port}`,
    ...(listeningIp ? [`listening-ip=${listeningIp}`, `relay-ip=${listeningIp}`] : []),
    ...(externalIp ? [`external-ip=${externalIp}`] : []),
    `min-port=${firstPort}`,
    `max-port=${lastPort}`,
    ...(certificate
      ? [
          `tls-listening-port=${tlsPort}`,
          `cert=${certificate.certificate}`,
          `pkey=${certificate.key}`,
          "no-tlsv1",
          "no-tlsv1_1",
        ]
      : ["no-tls"]),
    "no-dtls",
    "",
    "# Credentials that live minutes: user name `expiry:link`, password made from this secret (RINNALLA_TURN_SECRET).",
    "fingerprint",
    "use-auth-secret",
    `static-auth-secret=${secret}`,
    `realm=${realm}`,
    "stale-nonce=600",
    "",
    "# Nobody gets through the relay into a private network.",
    "no-multicast-peers",
    "no-tcp-relay",
    ...(options.peers === "anyForTests"
      ? ["allow-loopback-peers"]
      : [
          ...deniedRanges.map((range) => `denied-peer-ip=${range}`),
          // Two callers on this same relay meet at its own address, which behind a NAT is a private one.
          ...(ownAddress ? [`allowed-peer-ip=${ownAddress}`] : []),
        ]),
    "",
    `user-quota=${allocationsPerLink}`,
    `total-quota=${allocationsInAll}`,
    "",
    "no-cli",
    "no-rfc5780",
    "no-stun-backward-compatibility",
    "log-file=stdout",
    "simple-log",
  ];
  return `${lines.join("\n")}\n`;
}
