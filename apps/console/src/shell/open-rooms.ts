/** Wires one signed-in console: line, state, chat, calls, visual sessions, address. */
import { Connection } from "@rinnalla/client";
import { newId, type AgentConfig, type ClientId } from "@rinnalla/protocol";
import { createCallRoom } from "../agent/call/call-room.ts";
import { createDeviceDoor } from "../agent/call/device-door.ts";
import { createPartyRoom } from "../agent/call/party-room.ts";
import { createRecordingRoom } from "../agent/call/recording-room.ts";
import { createChat } from "../agent/conversation/chat.ts";
import { createUploadRoom } from "../agent/files/upload-room.ts";
import { createVisualRecordingRoom } from "../agent/visual/visual-recording-room.ts";
import { keepViewChoice } from "../agent/visual/view-choice.ts";
import { createVisualRoom } from "../agent/visual/visual-room.ts";
import { noticeWords } from "../notify/notice-words.ts";
import { joinNews } from "../notify/notify-room.ts";
import { keepNotifySettings } from "../notify/notify-settings.ts";
import { askThrough } from "../store/ask.ts";
import { joinLine } from "../store/line.ts";
import { observable } from "../store/observable.ts";
import { initialState } from "../store/state.ts";
import { tabMemory } from "../store/tab-memory.ts";
import type { Rooms } from "../store/use-console.ts";
import { wordsOf, type ConsoleLocale } from "../texts/words.ts";
import { followAddress } from "./address.ts";
import { fetchTicket, signOut } from "./sign-in.ts";
import { outboxKeeper } from "./outbox-keeper.ts";

export interface OpenConsole {
  readonly rooms: Rooms;
  readonly close: () => void;
}

/** `locale`: as it is whenever it is asked. */
export function openRooms(me: AgentConfig, locale: () => ConsoleLocale, onSignedOut: () => void): OpenConsole {
  const state = observable(initialState(me));
  const connection = new Connection({
    url: new URL("/ws", location.href.replace(/^http/, "ws")).href,
    realm: "staff",
    token: () => fetchTicket(onSignedOut),
    clientId: newId<ClientId>(),
    locale: locale(),
    outbox: outboxKeeper(sessionStorage),
  });
  const ask = askThrough(connection, state);
  const memory = tabMemory(sessionStorage);
  const door = createDeviceDoor(state);
  const calls = createCallRoom({
    connection,
    state,
    ask,
    memory,
    door,
    onOwnMedia: (callId) => parties.ownMediaChanged(callId),
  });
  const parties = createPartyRoom({ connection, state, ask, memory, door });
  const recordings = createRecordingRoom({ connection, state, ask });
  const visualRecordings = createVisualRecordingRoom({ connection, state, ask });
  const visuals = createVisualRoom({
    connection,
    state,
    ask,
    memory,
    choice: keepViewChoice(localStorage),
  });
  const files = createUploadRoom(connection, state);
  const notify = keepNotifySettings(me.id);
  const news = joinNews(state, notify, (notice, showsNames) => noticeWords(notice, wordsOf(locale()).t, showsNames));
  const ends = [joinLine(connection, state), followAddress(state), files.close, news, notify.close];
  const close = (): void => {
    // Before the call lets go of its tracks, so that the last piece is whole.
    recordings.close();
    visualRecordings.close();
    parties.close();
    calls.close();
    visuals.close();
    for (const end of ends) end();
    connection.close();
  };
  return {
    close,
    rooms: {
      state,
      connection,
      ask,
      chat: createChat(connection, state),
      files,
      notify,
      calls,
      door,
      parties,
      recordings,
      visuals,
      visualRecordings,
      signOut: async () => {
        await signOut().catch(() => {});
        onSignedOut();
      },
    },
  };
}
