import type { Channel, ChannelChange, ChannelKind } from "../types";

/** Where a channel leads, in one line. */
export function targetText({ url, channel, addresses }: Channel["target"]): string {
  return [channel, url, addresses.join(", ")].filter(Boolean).join(" · ");
}

type Field = "url" | "token" | "channel" | "addresses";

/** What each kind of channel needs to be told. */
export const fieldsOf: Readonly<Record<ChannelKind, readonly Field[]>> = {
  slack_webhook: ["url"],
  slack_app: ["token", "channel"],
  email: ["addresses"],
  webhook: ["url"],
};

export type TargetValues = Readonly<Record<Field, string>>;

/** What the fields begin with: secrets are never shown again. */
export function targetValues(channel: Channel | undefined): TargetValues {
  return {
    url: "",
    token: "",
    channel: channel?.target.channel ?? "",
    addresses: channel?.target.addresses.join(", ") ?? "",
  };
}

/** What is sent of the fields of a kind; what was left empty stays as it is. */
export function targetChange(kind: ChannelKind, values: TargetValues): Partial<ChannelChange> {
  const filled = fieldsOf[kind].filter((field) => values[field].trim() !== "");
  return Object.fromEntries(
    filled.map((field) => [field, field === "addresses" ? addressesIn(values.addresses) : values[field].trim()]),
  );
}

function addressesIn(text: string): string[] {
  return text
    .split(/[,、\s]+/)
    .map((address) => address.trim())
    .filter(Boolean);
}
