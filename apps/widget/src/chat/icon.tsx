/** Line icons on a 24-unit grid; only those that the widget needs, since every byte of the chat is paid by the host page. */
const paths = {
  chat: "M4 5.5h16v11h-8.5L7 20.5v-4H4z",
  down: "M6 9.5l6 6 6-6",
  send: "M4 12 20 4.5 15.5 20l-3.7-6.3L4 12ZM11.8 13.7 20 4.5",
  check: "M5 12.5l4.5 4.5L19 7.5",
  checkTwo: "M2.5 12.8l4 4 8.5-9M11 16l1 .9 9-9.4",
  clock: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16ZM12 7.5V12l3 2",
  alert: "M12 4 2.8 19.5h18.4L12 4ZM12 10v4.5M12 17h.01",
  mail: "M3.5 6h17v12.5h-17zM3.5 7l8.5 6.5L20.5 7",
  download: "M12 4v10.5M7.5 10.5 12 15l4.5-4.5M4.5 19.5h15",
  phone:
    "M6.6 3.8 9.3 4l1.3 4-2 1.6a11 11 0 0 0 5.8 5.8l1.6-2 4 1.3.2 2.7a2.4 2.4 0 0 1-2.6 2.5C10.7 19.3 4.7 13.3 4.1 6.4a2.4 2.4 0 0 1 2.5-2.6Z",
  phoneEnd:
    "M3.3 14.7c-.9-1.1-.8-2.7.2-3.7 4.7-4.4 12.3-4.4 17 0 1 1 1.1 2.6.2 3.7l-1.3 1.5-3.7-1.4-.2-2.5a10.4 10.4 0 0 0-7 0l-.2 2.5-3.7 1.4-1.3-1.5Z",
  video: "M4 7.5h10.5v9H4zM14.5 11l5.5-3.3v8.6L14.5 13",
  videoOff: "M8 7.5h6.5V13m0 2v1.5H4v-9h1M14.5 11l5.5-3.3v8.6L16.5 14M3.5 3.5l17 17",
  mic: "M12 3.5a2.7 2.7 0 0 1 2.7 2.7v5a2.7 2.7 0 0 1-5.4 0v-5A2.7 2.7 0 0 1 12 3.5ZM6 11a6 6 0 0 0 12 0M12 17v3.5",
  micOff:
    "M9.3 9.5v1.7a2.7 2.7 0 0 0 4.5 2M14.7 10V6.2a2.7 2.7 0 0 0-5.2-1M6 11a6 6 0 0 0 9.6 4.8M17.6 13a6 6 0 0 0 .4-2M12 17v3.5M3.5 3.5l17 17",
  look: "M2.8 12S6 5.8 12 5.8 21.2 12 21.2 12 18 18.2 12 18.2 2.8 12 2.8 12ZM12 9.3a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4Z",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  hand: "M5.5 3.8l13 5.8-5.4 1.9-2 5.5-5.6-13.2ZM13.2 13.2l5.3 5.3",
  pause: "M8.5 5.5v13M15.5 5.5v13",
  play: "M7.5 5v14l11-7-11-7Z",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
