/** The sound of news, in widget and console: two soft tones, a quarter of a second; `times` over again. */
export function chime(times = 1): void {
  const context = new AudioContext();
  const tones = Array.from({ length: times * 2 }, (_, n) => ({
    hertz: n % 2 ? 880 : 660,
    at: n * 0.11 + (n >> 1) * 0.3,
  }));
  tones.forEach(({ hertz, at }, n) => {
    const from = context.currentTime + at;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.12, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, from + 0.2);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + 0.22);
    if (n === tones.length - 1) tone.onended = () => void context.close();
  });
}
