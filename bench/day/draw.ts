/** The day as a picture: who waits, who is served, and how full the agents are, hour by hour. */
import type { DayMoment } from "../../apps/server/src/testing/day.ts";

const width = 920;
const height = 240;
const left = 48;
const top = 28;
const gap = 56;

interface Line {
  readonly name: string;
  readonly color: string;
  readonly of: (moment: DayMoment) => number;
}

const panels: readonly { readonly title: string; readonly lines: readonly Line[] }[] = [
  {
    title: "Conversations",
    lines: [
      { name: "with an agent", color: "#1f5f4a", of: ({ withAgent }) => withAgent },
      { name: "waiting", color: "#b3261e", of: ({ waiting }) => waiting },
      { name: "in a call", color: "#3b5fc4", of: ({ inCall }) => inCall },
    ],
  },
  {
    title: "Agents",
    lines: [
      { name: "on duty", color: "#1f5f4a", of: ({ onDuty }) => onDuty },
      { name: "capacity held, %", color: "#8a5a00", of: ({ occupancy }) => occupancy },
    ],
  },
];

export function drawDay(moments: readonly DayMoment[]): string {
  const drawn = panels.map((panel, at) => drawPanel(panel, moments, top + at * (height + gap)));
  const all = top + panels.length * (height + gap);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${left + width + 16} ${all}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
${drawn.join("\n")}
</svg>
`;
}

function drawPanel({ title, lines }: (typeof panels)[number], moments: readonly DayMoment[], at: number): string {
  const most = Math.max(10, ...lines.flatMap(({ of }) => moments.map(of)));
  const [first, last] = [moments[0]?.minute ?? 0, moments.at(-1)?.minute ?? 1];
  const x = (minute: number) => left + ((minute - first) / (last - first)) * width;
  const y = (value: number) => at + height - (value / most) * height;
  const parts = [`<text x="${left}" y="${at - 10}" font-weight="bold">${title}</text>`];
  for (const value of [0, most / 2, most])
    parts.push(
      `<path d="M${left} ${y(value)}h${width}" stroke="#ddd"/><text x="${left - 6}" y="${y(value) + 4}" text-anchor="end">${Math.round(value)}</text>`,
    );
  for (let minute = Math.ceil(first / 60) * 60; minute <= last; minute += 60)
    parts.push(`<text x="${x(minute)}" y="${at + height + 16}" text-anchor="middle">${minute / 60}</text>`);
  for (const [index, { name, color, of }] of lines.entries()) {
    const points = moments.map((moment) => `${x(moment.minute).toFixed(1)},${y(of(moment)).toFixed(1)}`).join(" ");
    parts.push(
      `<polyline points="${points}" fill="none" stroke="${color}" stroke-width="2"/>`,
      `<text x="${left + 160 + index * 150}" y="${at - 10}" fill="${color}">${name}</text>`,
    );
  }
  return parts.join("\n");
}
