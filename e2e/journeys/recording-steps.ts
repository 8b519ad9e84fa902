/** What people do and see of a recording, and what has come of it (CALL-12). */
import type { RecordingOutline } from "@rinnalla/protocol";
import type { Page, Request } from "playwright-core";
import { waitUntil } from "../harness/index.ts";
import type { AgentAt } from "./agent.ts";
import type { CustomerAt } from "./customer.ts";

export interface Upload {
  readonly recordingId: string;
  readonly at: number;
  readonly part: number;
}

/** Every piece that the console's page sends from now on. */
export function watchUploads(page: Page): readonly Upload[] {
  const uploads: Upload[] = [];
  page.on("request", (request: Request) => {
    const [, recordingId, at, part] = /\/api\/recordings\/([^/]+)\/(\d+)\?part=(\d+)/.exec(request.url()) ?? [];
    if (request.method() === "PUT" && recordingId) uploads.push({ recordingId, at: Number(at), part: Number(part) });
  });
  return uploads;
}

/** What the call's menu of recording offers. */
export async function choose(agent: AgentAt, item: string): Promise<void> {
  await agent.callControl.getByRole("button", { name: "More in the call" }).click();
  await agent.page.getByRole("menuitem", { name: item }).click();
}

export const question = (customer: CustomerAt) =>
  customer.page.getByRole("alertdialog", { name: /record this call\?/ });
export const mark = (customer: CustomerAt) =>
  customer.page.getByRole("status").filter({ hasText: "is recording this call" });

export const playerOf = (agent: AgentAt) => agent.log.getByRole("group", { name: /^Recording, \d:\d\d$/ });

/** As the console asks for it, once all of it is ready. */
export async function outlineOf(page: Page, recordingId: string): Promise<RecordingOutline> {
  let outline: RecordingOutline | null = null;
  await waitUntil("the recording is ready", 30_000, async () => {
    outline = await page.evaluate(async (id) => (await fetch(`/api/recordings/${id}/outline`)).json(), recordingId);
    return outline?.isGrowing === false;
  });
  return outline!;
}

/** What a browser makes of the stored file: its length by playing to the end, and that pictures and sound come out of it. */
export function decode(page: Page, recordingId: string, track: number | string = 0) {
  return page.evaluate(
    async ([id, name]) => {
      const answer = await fetch(`/api/recordings/${id}?track=${name}`);
      const type = answer.headers.get("content-type") ?? "";
      const bytes = await answer.arrayBuffer();
      const video = document.createElement("video");
      video.muted = true;
      video.src = URL.createObjectURL(new Blob([bytes], { type }));
      const happens = (event: string) =>
        new Promise<void>((resolve, reject) => {
          video.addEventListener(event, () => resolve(), { once: true });
          video.addEventListener("error", () => reject(new Error(`not playable: ${video.error?.message}`)), {
            once: true,
          });
        });
      await happens("loadedmetadata");
      if (video.duration === Infinity) {
        video.currentTime = Number.MAX_SAFE_INTEGER;
        while (video.duration === Infinity) await happens("durationchange");
      }
      const { duration } = video;
      video.currentTime = 0;
      await happens("seeked");
      video.playbackRate = 2;
      await video.play();
      const isLong = duration > 1;
      while (isLong && video.currentTime < 1) await happens("timeupdate");
      const frames = video.getVideoPlaybackQuality().totalVideoFrames;
      video.pause();
      // A file of pictures alone has none.
      const sound = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes.slice(0)).catch(() => null);
      let loudest = 0;
      for (const sample of sound?.getChannelData(0) ?? []) loudest = Math.max(loudest, Math.abs(sample));
      return {
        status: answer.status,
        type,
        bytes: bytes.byteLength,
        duration,
        frames,
        width: video.videoWidth,
        soundSeconds: sound?.duration ?? 0,
        loudest,
      };
    },
    [recordingId, track] as const,
  );
}
