/** The way from views to the state and to what can be done: one context, read by selector. */
import type { Connection } from "@rinnalla/client";
import { createContext, useContext, useSyncExternalStore } from "react";
import type { CallRoom } from "../agent/call/call-room.ts";
import type { DeviceDoor } from "../agent/call/device-door.ts";
import type { PartyRoom } from "../agent/call/party-room.ts";
import type { RecordingRoom } from "../agent/call/recording-room.ts";
import type { Chat } from "../agent/conversation/chat.ts";
import type { UploadRoom } from "../agent/files/upload-room.ts";
import type { VisualRecordingRoom } from "../agent/visual/visual-recording-room.ts";
import type { VisualRoom } from "../agent/visual/visual-room.ts";
import type { NotifySettings } from "../notify/notify-settings.ts";
import type { Words } from "../texts/words.ts";
import type { Ask } from "./ask.ts";
import type { Observable } from "./observable.ts";
import type { Preferences } from "./preferences.ts";
import type { ConsoleState } from "./state.ts";

export interface Rooms {
  readonly state: Observable<ConsoleState>;
  readonly connection: Connection;
  readonly ask: Ask;
  readonly chat: Chat;
  readonly files: UploadRoom;
  readonly calls: CallRoom;
  readonly door: DeviceDoor;
  readonly parties: PartyRoom;
  readonly recordings: RecordingRoom;
  readonly visuals: VisualRoom;
  readonly visualRecordings: VisualRecordingRoom;
  readonly notify: Observable<NotifySettings>;
  readonly signOut: () => Promise<void>;
}

export const RoomsContext = createContext<Rooms | null>(null);
export const WordsContext = createContext<Words | null>(null);
export const PreferencesContext = createContext<Observable<Preferences> | null>(null);

export function useRooms(): Rooms {
  const rooms = useContext(RoomsContext);
  if (!rooms) throw new Error("no console around this view");
  return rooms;
}

/** `select` must return the same object while nothing changed; derive new ones with useMemo. */
export function useConsole<Part>(select: (state: ConsoleState) => Part): Part {
  const { state } = useRooms();
  return useSyncExternalStore(state.subscribe, () => select(state.get()));
}

export function useClockOffset(): number {
  return useConsole((state) => state.clockOffset);
}

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error("no words around this view");
  return words;
}

export function usePreferences(): readonly [Preferences, (change: Partial<Preferences>) => void] {
  const preferences = useContext(PreferencesContext);
  if (!preferences) throw new Error("no preferences around this view");
  const value = useSyncExternalStore(preferences.subscribe, preferences.get);
  return [value, (change) => preferences.update((before) => ({ ...before, ...change }))];
}

export function useNotifySettings(): readonly [NotifySettings, (change: Partial<NotifySettings>) => void] {
  const { notify } = useRooms();
  const value = useSyncExternalStore(notify.subscribe, notify.get);
  return [value, (change) => notify.update((before) => ({ ...before, ...change }))];
}
