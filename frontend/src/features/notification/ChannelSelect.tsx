import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useOrganizationId } from "@/app/session";
import { channelsQuery } from "./queries";

interface ChannelSelectProps {
  label?: string;
  "aria-label"?: string;
  placeholder?: string;
  required?: boolean;
  value: string | null;
  onChange: (channelId: string | null) => void;
}

/** Chooses one of the organization's notification channels. */
export function ChannelSelect(props: ChannelSelectProps) {
  const { data: channels = [] } = useQuery(channelsQuery(useOrganizationId()));
  return (
    <Select
      clearable={props.required !== true}
      data={channels.map(({ id, name }) => ({ value: id, label: name }))}
      {...props}
    />
  );
}
