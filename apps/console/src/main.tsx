import "@rinnalla/ui/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/shell.css";
import "./styles/inbox.css";
import "./styles/conversation.css";
import "./styles/call.css";
import "./styles/visual.css";
import "./styles/live.css";
import "./styles/beside.css";
import "./styles/asked.css";
import "./styles/files.css";
import "./styles/phone.css";
import { createRoot } from "react-dom/client";
import { App } from "./shell/app.tsx";
import { applyPreferences, keepPreferences } from "./store/preferences.ts";

const preferences = keepPreferences(localStorage, navigator.languages);
applyPreferences(document.documentElement, preferences.get());

const root = document.getElementById("root");
if (root) createRoot(root).render(<App preferences={preferences} />);
