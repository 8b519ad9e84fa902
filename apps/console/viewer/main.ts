/** The viewer document (served at /viewer/ with its own strict CSP): mirrors the customer's page for the console around it (VIS-09). */
import { startViewer } from "@rinnalla/cobrowse/viewer";

startViewer(window);
