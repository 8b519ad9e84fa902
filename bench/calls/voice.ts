/**
 * What the microphones hear: vowels of a made-up voice, never quite silent, so that the first sample can be told from silence; and a voice,
 * because Opus sends its own spare copy of the packet before only of speech.
 */

const rate = 48_000;
const seconds = 4;
/** Of a, e, i, o: where the mouth resounds, in Hz. */
const vowels = [
  [730, 1090, 2440],
  [530, 1840, 2480],
  [270, 2290, 3010],
  [570, 840, 2410],
] as const;

/** Mono, 16 bits. */
export function voiceFile(): Buffer {
  const samples = voice();
  const file = Buffer.alloc(44 + 2 * samples.length);
  file.write("RIFF", 0);
  file.writeUInt32LE(36 + 2 * samples.length, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(2 * rate, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36);
  file.writeUInt32LE(2 * samples.length, 40);
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  for (const [index, sample] of samples.entries())
    file.writeInt16LE(Math.round((12_000 * sample) / loudest), 44 + 2 * index);
  return file;
}

/** Pulses of the vocal cords through three resonators, four syllables a second. */
function voice(): Float64Array {
  const samples = new Float64Array(rate * seconds);
  const states = [0, 1, 2].map(() => ({ before: 0, last: 0 }));
  let phase = 0;
  for (let index = 0; index < samples.length; index += 1) {
    const at = index / rate;
    phase += (120 + 15 * Math.sin(2 * Math.PI * 0.75 * at)) / rate;
    const isPulse = phase >= 1;
    if (isPulse) phase -= 1;
    const formants = vowels[Math.floor(at * 4) % vowels.length]!;
    const loudness = 0.15 + 0.85 * Math.sin(Math.PI * ((at * 4) % 1)) ** 2;
    let sum = 0;
    for (const [which, state] of states.entries()) {
      const damping = Math.exp((-Math.PI * 90) / rate);
      const turn = 2 * damping * Math.cos((2 * Math.PI * formants[which]!) / rate);
      const next = (isPulse ? 1 : 0) + turn * state.last - damping * damping * state.before;
      state.before = state.last;
      state.last = next;
      sum += next / (which + 1);
    }
    samples[index] = loudness * sum;
  }
  return samples;
}
