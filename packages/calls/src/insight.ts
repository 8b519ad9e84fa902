/**
 * What a line makes of its statistics: how good the call is, which way it takes, and how much of the picture the way can carry.
 * Loaded when the line starts; the call itself waits for none of it.
 */
import type { VideoEncoding } from "./picture.ts";
import { beginVideo, beginVideoAgain, encodingOf, watchVideo } from "./picture-rule.ts";
import { judge } from "./quality.ts";
import { beginSound, watchSound } from "./sound-rule.ts";
import { readStats, type Reading, type Way } from "./stats.ts";
import type { CallQuality } from "./types.ts";

const looksPerJudgement = 12;
/** The way there may be whole a moment later than the way back, and the first whole picture lost. */
const onceMoreMs = 400;

export interface Insight {
  readonly quality: CallQuality | null;
  readonly way: Way | null;
  /** How the picture is to be sent now; on the link that carries the call none in a silence. */
  encoding(isCurrent: boolean): VideoEncoding;
  /** How long sound is to wait here before it is played; null: as the browser likes. */
  readonly bufferMs: number | null;
  /** Another link carries the call from now on. */
  beginLink(): void;
  /**
   * The same one falls silent, or delivers again after that. What the other end has missed meanwhile it cannot complete, and it would
   * ask for a whole picture only seconds later. So it gets one; and none is sent in the silence, because an old one that is sent again
   * when it is over makes the other end hold back the new ones for as long.
   */
  beginAgain(isSilent: boolean): void;
  /** At each look; true: the encoding is another now. */
  look(report: RTCStatsReport, isReceiving: boolean, isSendingVideo: boolean): boolean;
}

export function createInsight(): Insight {
  let readings: Reading[] = [];
  let quality: CallQuality | null = null;
  let video = beginVideo(Date.now());
  let sound = beginSound(Date.now());
  let againAt = Infinity;
  let isSilent = false;
  return {
    get quality() {
      return quality;
    },
    get way() {
      return readings.at(-1)?.way ?? null;
    },
    encoding(isCurrent) {
      const encoding = encodingOf(video);
      return isSilent && isCurrent ? { ...encoding, active: false } : encoding;
    },
    get bufferMs() {
      return sound.bufferMs;
    },
    beginLink() {
      isSilent = false;
      readings = [];
      video = beginVideo(Date.now(), video);
    },
    beginAgain(isNowSilent) {
      isSilent = isNowSilent;
      video = beginVideoAgain(Date.now(), video);
      againAt = Date.now() + onceMoreMs;
    },
    look(report, isReceiving, isSendingVideo) {
      const reading = readStats(report);
      readings = [...readings, reading].slice(-1 - looksPerJudgement);
      const [first] = readings;
      if (!isReceiving) quality = null;
      else if (first !== undefined && readings.length > looksPerJudgement) quality = judge(first, reading);
      const { level } = video;
      const now = Date.now();
      if (quality !== null) sound = watchSound(sound, now, quality.lossPercent);
      // A camera that comes on begins as on a fresh link.
      video = isSendingVideo
        ? watchVideo(video, now, reading.outgoing)
        : { ...beginVideo(now, video), turn: video.turn };
      const isDue = now >= againAt;
      if (isDue) {
        video = { ...video, turn: video.turn + 1 };
        againAt = Infinity;
      }
      return isDue || video.level !== level;
    },
  };
}
