import type { Presence } from "@rinnalla/protocol";

/** Decorative: the presence is said in words beside it or in the control's name. Shapes differ too, for those who see no colours. */
export function PresenceDot({
  presence,
  isSignedIn = true,
}: {
  readonly presence: Presence;
  readonly isSignedIn?: boolean;
}) {
  return <span className="presence-dot" data-presence={isSignedIn ? presence : "offline"} aria-hidden="true" />;
}
