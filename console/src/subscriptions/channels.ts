/** A field of a channel's address, as the contract has it. */
export interface Field {
  name: string;
  title: string;
  /** How it is filled in; `secret` is hidden while it is typed, `lines` is one item a line. */
  type: "text" | "url" | "secret" | "number" | "area" | "lines" | "headers" | "choice";
  required?: boolean;
  words?: string[];
  hint?: string;
}

/** What each channel needs to know. */
export const CHANNELS: Record<string, { title: string; fields: Field[] }> = {
  webhook: {
    title: "Webhook",
    fields: [
      { name: "url", title: "Address", type: "url", required: true, hint: "https://example.org/hook" },
      { name: "format", title: "Body", type: "choice", words: ["standard", "cloudevents"] },
    ],
  },
  telegram: {
    title: "Telegram",
    fields: [
      { name: "token", title: "Token of the bot", type: "secret", required: true, hint: "123456:ABC…" },
      { name: "chat_id", title: "Chat", type: "text", required: true, hint: "number of a chat, or @name of a public channel" },
      { name: "message_thread_id", title: "Topic of the group", type: "number", hint: "a number, for groups with topics" },
      { name: "base_url", title: "Bot API", type: "url", hint: "where it is not api.telegram.org" },
    ],
  },
  slack: {
    title: "Slack, Mattermost or Rocket.Chat",
    fields: [{ name: "url", title: "Address of the incoming webhook", type: "secret", required: true, hint: "whoever knows it may post" }],
  },
  matrix: {
    title: "Matrix",
    fields: [
      { name: "base_url", title: "Homeserver", type: "url", required: true, hint: "https://matrix.example.org" },
      { name: "room", title: "Room", type: "text", required: true, hint: "its id, such as !abc:example.org" },
      { name: "token", title: "Access token", type: "secret", required: true },
    ],
  },
  ntfy: {
    title: "ntfy",
    fields: [
      { name: "topic", title: "Topic", type: "text", required: true, hint: "letters, digits, - and _" },
      { name: "token", title: "Token", type: "secret" },
      { name: "base_url", title: "Server", type: "url", hint: "where it is not ntfy.sh" },
    ],
  },
  email: { title: "Mail", fields: [{ name: "to", title: "To", type: "text", required: true, hint: "duty@example.org" }] },
  sms: {
    title: "SMS through a gateway",
    fields: [
      { name: "url", title: "Address of the gateway", type: "secret", required: true, hint: "may hold {to}, {text} and {id}" },
      { name: "to", title: "Numbers", type: "lines", required: true, hint: "+77010000000, one a line" },
      { name: "method", title: "Method", type: "choice", words: ["POST", "GET", "PUT"] },
      { name: "headers", title: "Headers", type: "headers", hint: "Name: value, one a line" },
      { name: "body", title: "Body", type: "area", hint: "may hold {to}, {text} and {id}" },
      { name: "expect", title: "Answer when it was taken", type: "text", hint: "a part of it; empty where the status says enough" },
    ],
  },
  alertmanager: {
    title: "Alertmanager",
    fields: [
      { name: "base_url", title: "Address", type: "url", required: true, hint: "https://alertmanager.example.org" },
      { name: "token", title: "Token", type: "secret", hint: "for a proxy before it that asks for one" },
    ],
  },
};

export const EVENTS = ["opened", "updated", "confirmed", "closed", "retracted"];
