import { Autocomplete } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useOrganizationId } from "@/app/session";
import { slackChannelsQuery } from "../queries";

interface SlackChannelInputProps {
  /** The bot token as it is typed; with it Slack is asked for the channels. */
  token: string;
  label: string;
  description: string;
  placeholder: string;
  required: boolean;
  value: string;
  onChange: (channel: string) => void;
  error?: ReactNode;
}

const typingPause = 500;

/** A channel of Slack: chosen among those that the app can post into, or typed. */
export function SlackChannelInput({ token, ...rest }: SlackChannelInputProps) {
  const [settled] = useDebouncedValue(token.trim(), typingPause);
  const { data: channels = [] } = useQuery(slackChannelsQuery(useOrganizationId(), settled));
  return <Autocomplete {...rest} autoComplete="off" data={channels.map(({ name }) => `#${name.replace(/^#/, "")}`)} />;
}
