/** Words of the two pages. */
const en = {
  signIn: "Sign in to Katse",
  name: "Name",
  password: "Password",
  hint: "This is a demonstration: demo and demo.",
  refused: "Name or password is wrong.",
  enter: "Sign in",
  noConsole: "Open this page from Rinnalla's console.",
  create: "Create session",
  hello: "Signed in. Create a session for this customer.",
  pin: "PIN",
  share: "Put PIN in the chat",
  shared: "The PIN is in the chat",
  expireNow: "Let the PIN expire",
  waiting: "Waiting for the customer",
  tries: "Wrong PIN was entered. Tries left: ",
  live: "The customer's screen",
  end: "End",
  "ended.agent": "You ended the session.",
  "ended.customer": "The customer ended the session.",
  "ended.tries": "The PIN was tried too often.",
  "ended.expired": "The PIN expired.",
  over: "The session is over.",
  notTaken: "Rinnalla refused it: ",
  joinTitle: "Share your screen with the agent",
  joinHint: "Enter the PIN that you got in the chat. The agent sees your screen as soon as you go on.",
  go: "Share",
  wrong: "This PIN is wrong. Tries left: ",
  spent: "The PIN was tried too often. Ask for another one.",
  expired: "The PIN has expired. Ask for another one.",
  used: "The PIN was used already. Ask for another one.",
  ended: "This session is over.",
  seen: "The agent sees your screen.",
  stop: "Stop sharing",
  stopped: "Nothing is shared any more. You can close this page.",
};
const fi = {
  signIn: "Kirjaudu Katseeseen",
  name: "Nimi",
  password: "Salasana",
  hint: "Tämä on esittely: demo ja demo.",
  refused: "Nimi tai salasana on väärä.",
  enter: "Kirjaudu",
  noConsole: "Avaa tämä sivu Rinnallan konsolista.",
  create: "Luo istunto",
  hello: "Kirjautunut. Luo istunto tälle asiakkaalle.",
  pin: "PIN",
  share: "Laita PIN keskusteluun",
  shared: "PIN on keskustelussa",
  expireNow: "Anna PIN-koodin vanheta",
  waiting: "Odottaa asiakasta",
  tries: "Syötettiin väärä PIN. Yrityksiä jäljellä: ",
  live: "Asiakkaan näyttö",
  end: "Lopeta",
  "ended.agent": "Lopetit istunnon.",
  "ended.customer": "Asiakas lopetti istunnon.",
  "ended.tries": "PIN-koodia yritettiin liian usein.",
  "ended.expired": "PIN vanheni.",
  over: "Istunto on päättynyt.",
  notTaken: "Rinnalla torjui sen: ",
  joinTitle: "Jaa näyttösi asiakaspalvelijalle",
  joinHint: "Kirjoita keskustelussa saamasi PIN. Asiakaspalvelija näkee näyttösi heti, kun jatkat.",
  go: "Jaa",
  wrong: "PIN on väärä. Yrityksiä jäljellä: ",
  spent: "PIN-koodia yritettiin liian usein. Pyydä uusi.",
  expired: "PIN on vanhentunut. Pyydä uusi.",
  used: "PIN on jo käytetty. Pyydä uusi.",
  ended: "Tämä istunto on päättynyt.",
  seen: "Asiakaspalvelija näkee näyttösi.",
  stop: "Lopeta jako",
  stopped: "Mitään ei enää jaeta. Voit sulkea tämän sivun.",
};

export function textsFor(locale) {
  const isFinnish = (locale ?? "").startsWith("fi");
  document.documentElement.lang = isFinnish ? "fi" : "en";
  const texts = isFinnish ? fi : en;
  return (key) => texts[key];
}

/** `<tag attributes>children</tag>`; text stays text. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made[name] = value;
    else if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

export async function post(path, body, bearer) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) },
    body: JSON.stringify(body ?? {}),
  });
  return { status: answer.status, body: await answer.json() };
}
